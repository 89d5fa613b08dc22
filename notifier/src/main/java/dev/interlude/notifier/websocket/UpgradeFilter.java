package dev.interlude.notifier.websocket;

import dev.interlude.notifier.hub.Ticker;
import dev.interlude.notifier.limit.LimitListener;
import dev.interlude.notifier.stream.Departure;
import dev.interlude.notifier.stream.Entrance;
import dev.interlude.notifier.stream.Refused;
import dev.interlude.notifier.stream.StreamFilter;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.CloseListener;
import org.glassfish.grizzly.CloseType;
import org.glassfish.grizzly.Closeable;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.FilterChainEvent;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpEvents;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.tyrus.core.CloseReasons;
import org.glassfish.tyrus.core.RequestContext;
import org.glassfish.tyrus.core.TyrusUpgradeResponse;
import org.glassfish.tyrus.spi.WebSocketEngine;

/** Turns a request for {@code live} into a session, or refuses it while it is still HTTP. */
final class UpgradeFilter extends StreamFilter {

    private final LiveContainer container;
    private final Entrance entrance;
    private final LimitListener limits;
    private final Ticker ticker;
    private final ScheduledExecutorService timer;

    UpgradeFilter(
            LiveContainer container,
            Entrance entrance,
            LimitListener limits,
            Ticker ticker,
            ScheduledExecutorService timer) {
        this.container = container;
        this.entrance = entrance;
        this.limits = limits;
        this.ticker = ticker;
        this.timer = timer;
    }

    /**
     * Told of an {@code Upgrade} header before the rest of the request is understood. An upgrade that is not ours, such as the
     * h2c that the JDK's client offers, is ignored (RFC 9110, section 7.8); Grizzly would ignore the length of the body instead.
     */
    @Override
    public NextAction handleEvent(FilterChainContext ctx, FilterChainEvent event) {
        if (event instanceof HttpEvents.IncomingHttpUpgradeEvent upgrade
                && upgrade.getHttpHeader() instanceof HttpRequestPacket request
                && Handshake.in(request).isEmpty()) {
            request.setIgnoreContentModifiers(false);
            request.getUpgradeDC().recycle();
        }
        return ctx.getInvokeAction();
    }

    @Override
    protected boolean takes(HttpRequestPacket request, HttpContent content, FilterChainContext ctx) throws IOException {
        Optional<Handshake> handshake = Handshake.in(request);
        if (handshake.isEmpty()) {
            return false;
        }
        int fault = handshake.get().fault();
        if (fault != 0) {
            Refused.with(fault, ctx, request);
        } else if (entrance.admits(request, ctx)) {
            upgrade(ctx, content, request, handshake.get().app());
        }
        return true;
    }

    private void upgrade(FilterChainContext ctx, HttpContent content, HttpRequestPacket request, String app)
            throws IOException {
        Connection<?> connection = ctx.getConnection();
        LiveConnection channel = new LiveConnection(connection, timer);
        LiveRequest live = new LiveRequest(app, channel);
        TyrusUpgradeResponse response = new TyrusUpgradeResponse();
        WebSocketEngine.UpgradeInfo upgrade = container.getWebSocketEngine().upgrade(forTyrus(request, live), response);
        if (upgrade.getStatus() != WebSocketEngine.UpgradeStatus.SUCCESS) {
            Refused.with(400, ctx, request);
            return;
        }
        channel.accept(answer(response));
        Buffer early = content.getContent();
        FrameFilter frames = new FrameFilter(channel, new FrameGuard(ticker), limits);
        Departure.to(frames, connection);
        open(frames, connection, channel, live, upgrade, early);
    }

    /** From here on nothing of the request is used: its memory may be reused at any time. */
    private static void open(
            FrameFilter frames,
            Connection<?> connection,
            LiveConnection channel,
            LiveRequest live,
            WebSocketEngine.UpgradeInfo upgrade,
            Buffer early) {
        // Runs the endpoint's onOpen, and so the snapshot is written behind the answer, on this thread.
        org.glassfish.tyrus.spi.Connection session = upgrade.createConnection(channel, reason -> {});
        channel.isSession(session);
        frames.opened(session.getReadHandler(), live.subscriber());
        connection.addCloseListener((CloseListener<Closeable, CloseType>)
                (closed, how) -> session.close(CloseReasons.CLOSED_ABNORMALLY.getCloseReason()));
        if (early.hasRemaining()) {
            frames.read(early);
        }
    }

    private static RequestContext forTyrus(HttpRequestPacket request, LiveRequest live) {
        RequestContext context = RequestContext.Builder.create()
                .requestURI(URI.create(request.getRequestURI()))
                .httpSession(live)
                .secure(request.isSecure())
                .remoteAddr(request.getRemoteAddress())
                .build();
        // Tyrus knows them only where they stand alone; the handshake was found to name both.
        context.getHeaders().put("Connection", List.of("Upgrade"));
        context.getHeaders().put("Upgrade", List.of("websocket"));
        for (String name : List.of("Host", "Origin", "Sec-WebSocket-Key", "Sec-WebSocket-Version")) {
            String value = request.getHeader(name);
            if (value != null) {
                context.getHeaders().put(name, List.of(value));
            }
        }
        return context;
    }

    private static ByteBuffer answer(TyrusUpgradeResponse response) {
        StringBuilder head = new StringBuilder("HTTP/1.1 101 Switching Protocols\r\n");
        response.getHeaders()
                .forEach((name, values) -> head.append(name)
                        .append(": ")
                        .append(String.join(", ", values))
                        .append("\r\n"));
        return ByteBuffer.wrap(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    }
}
