package dev.interlude.publisher.github;

import org.jspecify.annotations.Nullable;
import org.kohsuke.github.connector.GitHubConnector;
import org.kohsuke.github.connector.GitHubConnectorRequest;

/**
 * Remembers what GitHub answered last. {@code github-api} turns refusals into exceptions that hold neither all headers
 * nor the message; the advice needs both. It would also follow redirects by itself, to anywhere and with the token; those
 * that may be followed were followed on the road.
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
        Answer answer = new Answer(received);
        last = answer;
        if (received.statusCode() / 100 == 3) {
            throw Refusal.of("send " + answer.inWords(), Permission.REPOSITORY_CREATE, answer);
        }
        return received;
    }

    @Nullable
    Answer last() {
        return last;
    }
}
