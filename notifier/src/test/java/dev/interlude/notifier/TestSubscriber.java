package dev.interlude.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A subscriber on the JDK's own WebSocket client. */
final class TestSubscriber implements WebSocket.Listener {

    static final int SECONDS = 20;

    final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
    final CompletableFuture<Integer> closeCode = new CompletableFuture<>();
    final BlockingQueue<String> pings = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();
    private @Nullable WebSocket socket;
    private @Nullable JsonNode last;

    static TestSubscriber connect(HttpClient http, URI uri, String... headers) {
        TestSubscriber subscriber = new TestSubscriber();
        WebSocket.Builder builder = http.newWebSocketBuilder();
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        subscriber.socket = builder.buildAsync(uri, subscriber).join();
        return subscriber;
    }

    /** The status that refuses the handshake. */
    static int refusal(HttpClient http, URI uri, String... headers) {
        try {
            connect(http, uri, headers);
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                return refused.getResponse().statusCode();
            }
            throw e;
        }
        throw new AssertionError("the handshake was accepted");
    }

    WebSocket socket() {
        assertThat(socket).isNotNull();
        return Objects.requireNonNull(socket);
    }

    JsonNode next() {
        try {
            JsonNode frame = frames.poll(SECONDS, TimeUnit.SECONDS);
            assertThat(frame)
                    .as("a frame within %s s; the last was %s, the connection %s", SECONDS, last, closeCode)
                    .isNotNull();
            last = frame;
            return Objects.requireNonNull(frame);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    JsonNode nextState() {
        JsonNode frame = next();
        while (!frame.get("type").textValue().equals("state")) {
            frame = next();
        }
        return frame.get("state");
    }

    int closeCode() {
        return closeCode.orTimeout(SECONDS, TimeUnit.SECONDS).join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            frames.add(json(text.toString()));
            text.setLength(0);
        }
        webSocket.request(1);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> onPing(WebSocket webSocket, ByteBuffer message) {
        pings.add("ping");
        webSocket.request(1);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closeCode.complete(statusCode);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closeCode.completeExceptionally(error);
    }

    private static JsonNode json(String text) {
        try {
            return Fixtures.JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
