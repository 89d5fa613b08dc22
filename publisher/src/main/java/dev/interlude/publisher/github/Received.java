package dev.interlude.publisher.github;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kohsuke.github.connector.GitHubConnectorRequest;
import org.kohsuke.github.connector.GitHubConnectorResponse;

/** An answer that has arrived whole. */
final class Received extends GitHubConnectorResponse {

    private final byte[] body;
    private final boolean redirected;
    private final TokenKind asked;

    Received(
            GitHubConnectorRequest request,
            int status,
            Map<String, List<String>> headers,
            byte[] body,
            boolean redirected,
            TokenKind asked) {
        super(request, status, headers);
        this.body = body;
        this.redirected = redirected;
        this.asked = asked;
    }

    /** The same answer in other words. */
    Received with(Map<String, List<String>> otherHeaders, byte[] otherBody) {
        return new Received(request(), statusCode(), otherHeaders, otherBody, redirected, asked);
    }

    /** The time by the server's clock; empty where it does not say. */
    Optional<Instant> serverTime() {
        return HttpDate.read(header("Date"));
    }

    /** Whether it came from another address than the one that was asked. */
    boolean redirected() {
        return redirected;
    }

    /** With what kind of token it was asked for. */
    TokenKind asked() {
        return asked;
    }

    @Override
    public InputStream bodyStream() {
        return new ByteArrayInputStream(body);
    }

    byte[] body() {
        return body;
    }

    @Override
    public void close() {
        // Nothing is held open: the body is in memory.
    }
}
