package dev.interlude.publisher.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@code /repos/{owner}/{repo}/git/trees}: folders as Git objects. */
final class TreeEndpoint {

    private final GitHubApi api;
    private final RepositoryName repository;

    TreeEndpoint(GitHubApi api, RepositoryName repository) {
        this.api = api;
        this.repository = repository;
    }

    /** The name of that folder directly below that tree; empty where it has none. */
    Optional<String> folder(String tree, String name) {
        for (JsonNode entry : read(tree, "").path("tree")) {
            if ("tree".equals(entry.path("type").asText())
                    && name.equals(entry.path("path").asText())) {
                return Optional.of(entry.path("sha").asText());
            }
        }
        return Optional.empty();
    }

    /** The files below that tree. GitHub leaves some out above 100,000 of them, or 7 MB. */
    Listing files(String tree) {
        Map<String, String> files = new TreeMap<>();
        if (GitTree.EMPTY.equals(tree)) {
            return new Listing(files, true);
        }
        JsonNode answer = read(tree, "?recursive=1");
        answer.path("tree").forEach(entry -> {
            if (!"tree".equals(entry.path("type").asText())) {
                files.put(entry.path("path").asText(), entry.path("sha").asText());
            }
        });
        return new Listing(files, !answer.path("truncated").asBoolean(false));
    }

    /**
     * What is below a tree.
     *
     * @param files path to blob name
     * @param whole whether these are all
     */
    record Listing(Map<String, String> files, boolean whole) {}

    /**
     * Makes a tree.
     *
     * @param base the tree that the entries are put into; null for an empty one
     * @return its name; empty where the repository is empty and takes no objects yet
     */
    Optional<String> create(@Nullable String base, ArrayNode entries) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        if (base != null) {
            body.put("base_tree", base);
        }
        body.set("tree", entries);
        Answer answer = api.post(repository.path("/git/trees"), body);
        if (isEmptyRepository(answer)) {
            return Optional.empty();
        }
        if (!answer.is(201)) {
            throw Refusal.of("write files to " + repository, Permission.CONTENTS_WRITE, answer);
        }
        return Optional.of(answer.text("/sha"));
    }

    /** Whether the repository takes objects; one without any commit does not. */
    boolean takesObjects() {
        return !isEmptyRepository(api.get(repository.path("/git/trees/" + GitTree.EMPTY)));
    }

    /** By its status, since words may change; push protection has it too, and names its rule. */
    static boolean isEmptyRepository(Answer answer) {
        return answer.is(409) && !answer.message().toLowerCase(Locale.ROOT).contains("rule");
    }

    private JsonNode read(String tree, String query) {
        Answer answer = api.get(repository.path("/git/trees/" + RepositoryName.segment(tree) + query));
        if (!answer.is(200)) {
            throw Refusal.of("list the files of " + repository, Permission.CONTENTS_READ, answer);
        }
        return answer.json();
    }
}
