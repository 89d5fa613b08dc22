package dev.interlude.publisher.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A tab's socket to the hub, as an independent client sees it: the phases that it is told. */
final class LiveListener implements WebSocket.Listener, AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final BlockingQueue<String> phases = new LinkedBlockingQueue<>();
    private final StringBuilder partial = new StringBuilder();
    private @Nullable WebSocket socket;

    private LiveListener() {}

    static LiveListener connect(String hubUrl, String app) {
        LiveListener listener = new LiveListener();
        URI url = URI.create(hubUrl.replaceFirst("^http", "ws") + "/v1/apps/" + app + "/live");
        listener.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .connectTimeout(Duration.ofSeconds(10))
                .buildAsync(url, listener)
                .join();
        return listener;
    }

    /** The next phase that the hub tells; empty if it tells none in that time. */
    String nextPhase(Duration atMost) throws InterruptedException {
        String phase = phases.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
        return phase == null ? "" : phase;
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
            if (tree.path("type").asText().equals("state")) {
                phases.add(tree.path("state").path("phase").asText());
            }
        } catch (JsonProcessingException e) {
            phases.add("unreadable frame");
        }
    }

    @Override
    public void close() {
        if (socket != null) {
            socket.abort();
        }
    }
}
