package dev.interlude.publisher.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.interlude.protocol.Decoded;
import dev.interlude.protocol.MaintenanceState;
import dev.interlude.protocol.StateCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A browser's tab that follows the hub, by the JDK's own WebSocket client. */
final class Tab implements WebSocket.Listener, AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final BlockingQueue<MaintenanceState> states = new LinkedBlockingQueue<>();
    private final StringBuilder partial = new StringBuilder();
    private final WebSocket socket;

    Tab(HubJar hub, String app) {
        URI url = URI.create(hub.url().replaceFirst("^http", "ws") + "/v1/apps/" + app + "/live");
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(url, this)
                .join();
    }

    /** The next state that the hub tells. */
    MaintenanceState next() {
        try {
            MaintenanceState state = states.poll(15, TimeUnit.SECONDS);
            if (state == null) {
                throw new AssertionError("the hub told nothing for 15 seconds");
            }
            return state;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            hear(partial.toString());
            partial.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    private void hear(String frame) {
        try {
            JsonNode tree = JSON.readTree(frame);
            byte[] state = tree.path("state").toString().getBytes(StandardCharsets.UTF_8);
            if (tree.path("type").asText().equals("state")
                    && StateCodec.read(state) instanceof Decoded.Accepted accepted) {
                states.add(accepted.state());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        socket.abort();
    }
}
