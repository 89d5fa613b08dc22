package dev.interlude.publisher.github;

import java.io.IOException;
import java.time.Duration;
import org.kohsuke.github.connector.GitHubConnectorRequest;

/** Where a request leaves, and its answer arrives. */
interface Wire {

    /**
     * Sends it once.
     *
     * @param token sent to the server that was asked and to no other
     * @throws IOException if no whole answer came in that time
     */
    Received send(GitHubConnectorRequest request, AccessToken token, Duration atMost) throws IOException;
}
