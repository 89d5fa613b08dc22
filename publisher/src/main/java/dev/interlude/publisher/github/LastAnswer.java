package dev.interlude.publisher.github;

import org.jspecify.annotations.Nullable;
import org.kohsuke.github.connector.GitHubConnector;
import org.kohsuke.github.connector.GitHubConnectorRequest;

/**
 * Remembers what GitHub answered last. {@code github-api} turns refusals into exceptions that hold neither all headers
 * nor the message; the advice needs both.
 */
final class LastAnswer implements GitHubConnector {

    private final ResilientConnector connector;
    private @Nullable Answer last;

    LastAnswer(ResilientConnector connector) {
        this.connector = connector;
    }

    @Override
    public Received send(GitHubConnectorRequest request) {
        Received received = connector.send(request);
        last = new Answer(received);
        return received;
    }

    @Nullable
    Answer last() {
        return last;
    }
}
