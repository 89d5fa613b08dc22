package dev.interlude.publisher.github;

import java.io.IOException;
import java.time.Duration;
import org.kohsuke.github.connector.GitHubConnectorRequest;

/** Where a request leaves, and its answer arrives. */
interface Wire {

    /** @throws IOException if no whole answer came in that time */
    Received send(GitHubConnectorRequest request, Duration atMost) throws IOException;
}
