package dev.interlude.publisher.github;

import dev.interlude.publisher.target.PlannedRequest;
import dev.interlude.publisher.target.PlannedRequest.Certainty;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.kohsuke.github.connector.GitHubConnectorRequest;

/** Remembers the requests that were answered, in their order. What had to be repeated is written down once. */
final class Journal implements Wire {

    private final Wire wire;
    private final String base;
    private final List<PlannedRequest> requests = new ArrayList<>();

    /** @param base the API's address, which is left out of what is written down */
    Journal(Wire wire, URI base) {
        this.wire = wire;
        this.base = base.getRawPath();
    }

    @Override
    public Received send(GitHubConnectorRequest request, AccessToken token, Duration atMost) throws IOException {
        Received answer = wire.send(request, token, atMost);
        if (answer.statusCode() < 500 && answer.statusCode() != 429) {
            requests.add(new PlannedRequest(request.method(), below(request), Certainty.ALWAYS));
        }
        return answer;
    }

    /** What was sent up to now. */
    List<PlannedRequest> requests() {
        return List.copyOf(requests);
    }

    /** The part of its address that names what it is about. */
    String below(GitHubConnectorRequest request) {
        String file = request.url().getFile();
        return file.startsWith(base) ? file.substring(base.length()) : file;
    }
}
