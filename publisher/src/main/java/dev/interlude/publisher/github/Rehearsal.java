package dev.interlude.publisher.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.interlude.publisher.target.PlannedRequest;
import dev.interlude.publisher.target.PlannedRequest.Certainty;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.kohsuke.github.connector.GitHubConnectorRequest;

/**
 * Stands in for GitHub while a plan finds out which requests it makes: reads go to GitHub as long as nothing was
 * changed, writes are answered here, as GitHub does where all goes well, and never leave. So the list of a plan comes
 * out of the code that publishes.
 */
final class Rehearsal implements Wire {

    private static final JsonMapper JSON = new JsonMapper();

    /** Whether a repository takes Git objects; an empty one does not. */
    enum Objects {
        TAKEN,
        REFUSED
    }

    /** What a commit is called before there is one. */
    private static final String COMMIT = "c0".repeat(20);

    private final Journal real;
    private final GitHubSettings settings;
    private final String folder;
    private final boolean carriesDomain;
    private final List<PlannedRequest> requests = new ArrayList<>();
    private final ObjectNode pages = JSON.createObjectNode();
    private boolean created;
    private boolean takesObjects;
    private boolean enabled;
    private Certainty certainty = Certainty.ALWAYS;

    /**
     * @param real answers what is read before anything is changed
     * @param objects what the repository does with Git objects now
     * @param folder the name of the tree that is uploaded
     * @param carriesDomain whether that tree holds a {@code CNAME}
     */
    Rehearsal(Journal real, GitHubSettings settings, Objects objects, String folder, boolean carriesDomain) {
        this.real = real;
        this.settings = settings;
        this.folder = folder;
        this.carriesDomain = carriesDomain;
        this.takesObjects = objects == Objects.TAKEN;
    }

    List<PlannedRequest> requests() {
        return List.copyOf(requests);
    }

    @Override
    public Received send(GitHubConnectorRequest request, AccessToken token, Duration atMost) throws IOException {
        String path = real.below(request);
        Received answer = answer(request, path, token, atMost);
        requests.add(new PlannedRequest(request.method(), path.replace(COMMIT, "{commit}"), certainty));
        return answer;
    }

    private Received answer(GitHubConnectorRequest request, String path, AccessToken token, Duration atMost)
            throws IOException {
        if (Exchange.isRead(request)) {
            return read(request, path, token, atMost);
        }
        JsonNode body = bodyOf(request);
        if (path.endsWith("/repos")) {
            return created(request);
        } else if (path.contains("/contents/")) {
            takesObjects = true;
            ObjectNode seed = JSON.createObjectNode();
            seed.putObject("commit").put("sha", COMMIT).putObject("tree").put("sha", folder);
            return answer(request, 201, seed);
        } else if (path.contains("/git/")) {
            return object(request, path, body);
        } else if (path.endsWith("/pages")) {
            return pages(request, body);
        }
        return answer(request, 201, JSON.createObjectNode());
    }

    private Received read(GitHubConnectorRequest request, String path, AccessToken token, Duration atMost)
            throws IOException {
        if (path.endsWith("/pages") && !pages.isEmpty()) {
            return answer(request, 200, pages);
        } else if (created && path.contains("/branches/")) {
            ObjectNode branch = JSON.createObjectNode();
            ObjectNode commit = branch.putObject("commit").put("sha", COMMIT);
            commit.putObject("commit").putObject("tree").put("sha", GitTree.EMPTY);
            return answer(request, 200, branch);
        }
        return real.send(request, token, atMost);
    }

    private Received created(GitHubConnectorRequest request) {
        created = true;
        takesObjects = true;
        return answer(
                request,
                201,
                JSON.createObjectNode()
                        .put("name", settings.name())
                        .put("full_name", settings.repository())
                        .put("default_branch", "main"));
    }

    private Received object(GitHubConnectorRequest request, String path, JsonNode body) {
        if (!takesObjects) {
            return answer(request, 409, JSON.createObjectNode().put("message", "Git Repository is empty."));
        }
        String name = path.endsWith("/git/trees") ? folder : COMMIT;
        if (path.endsWith("/git/blobs")) {
            name = GitBlob.id(Base64.getDecoder().decode(body.path("content").asText()));
        }
        return answer(
                request,
                "PATCH".equals(request.method()) ? 200 : 201,
                JSON.createObjectNode().put("sha", name));
    }

    private Received pages(GitHubConnectorRequest request, JsonNode body) {
        if ("POST".equals(request.method())) {
            enabled = true;
            pages.setAll((ObjectNode) body);
            return answer(request, 201, pages);
        }
        if (enabled && carriesDomain && body.hasNonNull("cname")) {
            // GitHub takes the domain from CNAME when it is quick, and then there is nothing left to set.
            certainty = Certainty.IF_STILL_NEEDED;
        }
        pages.setAll((ObjectNode) body);
        return answer(request, 204, JSON.createObjectNode());
    }

    private static JsonNode bodyOf(GitHubConnectorRequest request) throws IOException {
        try (InputStream body = request.body()) {
            return body == null ? JSON.createObjectNode() : JSON.readTree(body);
        }
    }

    private static Received answer(GitHubConnectorRequest request, int status, JsonNode body) {
        try {
            byte[] bytes =
                    status == 204 ? new byte[0] : JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
            return new Received(
                    request,
                    status,
                    Map.of("Content-Type", List.of("application/json")),
                    bytes,
                    false,
                    TokenKind.UNKNOWN);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree in memory can be written", e);
        }
    }
}
