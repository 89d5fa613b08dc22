package dev.interlude.notifier.websocket;

import dev.interlude.notifier.hub.Hub;
import dev.interlude.notifier.hub.Ticker;
import dev.interlude.notifier.limit.LimitListener;
import dev.interlude.notifier.stream.Entrance;
import java.util.concurrent.ScheduledExecutorService;
import org.glassfish.grizzly.filterchain.FilterChainBuilder;
import org.glassfish.grizzly.http.server.AddOn;
import org.glassfish.grizzly.http.server.HttpServerFilter;
import org.glassfish.grizzly.http.server.NetworkListener;

/** Puts the WebSocket transport into a listener: {@code GET /v1/apps/{app}/live}. */
public final class WebSocketTransport implements AddOn, AutoCloseable {

    private static final String PATH = "/v1/apps/{app}/live";

    private final LiveContainer container;
    private final UpgradeFilter filter;

    /** @param timer ends connections whose client does not answer a Close */
    public WebSocketTransport(
            Hub hub, Entrance entrance, LimitListener limits, Ticker ticker, ScheduledExecutorService timer) {
        this.container = LiveContainer.serving(hub, PATH);
        this.filter = new UpgradeFilter(container, entrance, limits, ticker, timer);
    }

    /** Whether a request line, as in {@code GET /v1/apps/shop/live HTTP/1.1}, asks for what this transport serves. */
    public static boolean serves(String requestLine) {
        return Handshake.beginsWith(requestLine);
    }

    @Override
    public void setup(NetworkListener listener, FilterChainBuilder builder) {
        builder.add(builder.indexOfType(HttpServerFilter.class), filter);
    }

    @Override
    public void close() {
        container.stop();
    }
}
