package dev.interlude.publisher.github;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.kohsuke.github.connector.GitHubConnectorRequest;
import org.kohsuke.github.connector.GitHubConnectorResponse;

/** An answer that has arrived whole. */
final class Received extends GitHubConnectorResponse {

    private final byte[] body;
    private final boolean redirected;

    Received(
            GitHubConnectorRequest request,
            int status,
            Map<String, List<String>> headers,
            byte[] body,
            boolean redirected) {
        super(request, status, headers);
        this.body = body;
        this.redirected = redirected;
    }

    /** The same answer with another body. */
    Received with(byte[] other) {
        return new Received(request(), statusCode(), allHeaders(), other, redirected);
    }

    /** Whether it came from another address than the one that was asked. */
    boolean redirected() {
        return redirected;
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
