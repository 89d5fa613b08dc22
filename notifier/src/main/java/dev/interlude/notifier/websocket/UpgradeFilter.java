package dev.interlude.notifier.websocket;

import dev.interlude.notifier.admission.Gate;
import dev.interlude.notifier.admission.OriginPolicy;
import dev.interlude.notifier.hub.Ticker;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.CloseListener;
import org.glassfish.grizzly.CloseType;
import org.glassfish.grizzly.Closeable;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChain;
import org.glassfish.grizzly.filterchain.FilterChainBuilder;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.FilterChainEvent;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpEvents;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.http.util.HttpStatus;
import org.glassfish.grizzly.nio.NIOConnection;
import org.glassfish.grizzly.utils.IdleTimeoutFilter;
import org.glassfish.tyrus.core.CloseReasons;
import org.glassfish.tyrus.core.RequestContext;
import org.glassfish.tyrus.core.TyrusUpgradeResponse;
import org.glassfish.tyrus.spi.WebSocketEngine;

/**
 * Turns a request for {@code live} into a session, or refuses it while it is still HTTP. An upgraded connection leaves the
 * HTTP filters behind: what they keep for a request is more than all that a subscriber needs, and their idle timeout, which
 * ends half-sent requests, would end it too.
 */
final class UpgradeFilter extends BaseFilter {

    private static final int FORBIDDEN = 403;
    private static final int UNAVAILABLE = 503;

    /**
     * What the kernel keeps for one reader that stalls: far more than a state, far less than the megabytes it would grow to,
     * behind which a reader that stalls looks like one that reads.
     */
    private static final int SEND_BUFFER_BYTES = 64 * 1024;

    private final LiveContainer container;
    private final OriginPolicy origins;
    private final Gate gate;
    private final Ticker ticker;
    private final ScheduledExecutorService timer;

    UpgradeFilter(
            LiveContainer container, OriginPolicy origins, Gate gate, Ticker ticker, ScheduledExecutorService timer) {
        this.container = container;
        this.origins = origins;
        this.gate = gate;
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
    public NextAction handleRead(FilterChainContext ctx) throws IOException {
        HttpContent content = ctx.getMessage();
        HttpRequestPacket request = (HttpRequestPacket) content.getHttpHeader();
        Optional<Handshake> handshake = Handshake.in(request);
        if (handshake.isEmpty()) {
            return ctx.getInvokeAction();
        }
        int refusal = refusal(handshake.get(), request);
        if (refusal != 0) {
            refuse(ctx, request, refusal);
        } else {
            upgrade(ctx, content, request, handshake.get().app());
        }
        return ctx.getStopAction();
    }

    /** The status that refuses the request; 0 where it was let through the gate. */
    private int refusal(Handshake handshake, HttpRequestPacket request) {
        if (handshake.fault() != 0) {
            return handshake.fault();
        }
        if (!origins.allows(request.getHeader("Origin"), request.getHeader("Host"))) {
            return FORBIDDEN;
        }
        return gate.enter() ? 0 : UNAVAILABLE;
    }

    private void upgrade(FilterChainContext ctx, HttpContent content, HttpRequestPacket request, String app)
            throws IOException {
        Connection<?> connection = ctx.getConnection();
        connection.addCloseListener((CloseListener<Closeable, CloseType>) (closed, how) -> gate.leave());
        LiveConnection channel = new LiveConnection(connection, timer);
        LiveRequest live = new LiveRequest(app, channel);
        TyrusUpgradeResponse response = new TyrusUpgradeResponse();
        WebSocketEngine.UpgradeInfo upgrade = container.getWebSocketEngine().upgrade(forTyrus(request, live), response);
        if (upgrade.getStatus() != WebSocketEngine.UpgradeStatus.SUCCESS) {
            refuse(ctx, request, 400);
            return;
        }
        accept(ctx, request, response);
        Buffer early = content.getContent();
        leaveHttp(connection);
        open(connection, channel, live, upgrade, early);
    }

    /** From here on nothing of the request is used: its memory may be reused at any time. */
    private void open(
            Connection<?> connection,
            LiveConnection channel,
            LiveRequest live,
            WebSocketEngine.UpgradeInfo upgrade,
            Buffer early) {
        FrameFilter frames = new FrameFilter(channel, new FrameGuard(ticker));
        connection.setProcessor(framesOnly(connection, frames));
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

    /** The transport's own filters, TLS among them, and then ours. */
    private static FilterChain framesOnly(Connection<?> connection, FrameFilter frames) {
        FilterChain http = (FilterChain) connection.getProcessor();
        FilterChainBuilder builder = FilterChainBuilder.stateless();
        int codec = http.indexOfType(org.glassfish.grizzly.http.HttpServerFilter.class);
        for (int i = 0; i < codec; i++) {
            builder.add(http.get(i));
        }
        return builder.add(frames).build();
    }

    /** Gives up what the HTTP filters keep, and takes on what they never see to: a kernel's buffer of a known size. */
    private static void leaveHttp(Connection<?> connection) throws IOException {
        connection.configureBlocking(false);
        for (String name : connection.getAttributes().getAttributeNames()) {
            if (!name.equals(IdleTimeoutFilter.IDLE_ATTRIBUTE_NAME)) {
                connection.getAttributes().removeAttribute(name);
            }
        }
        leaveIdleQueue(connection);
        if (((NIOConnection) connection).getChannel() instanceof SocketChannel socket) {
            socket.setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER_BYTES);
        }
    }

    /**
     * The idle filter queued the connection when it was accepted, and lets go of it only when it is told of the end, which it is
     * not since it is no longer among the filters. Without its record it would take the connection for one that is overdue.
     */
    private static void leaveIdleQueue(Connection<?> connection) {
        FilterChain http = (FilterChain) connection.getProcessor();
        IdleTimeoutFilter idle = (IdleTimeoutFilter) http.get(http.indexOfType(IdleTimeoutFilter.class));
        IdleTimeoutFilter.setCustomTimeout(connection, -1, TimeUnit.MILLISECONDS);
        connection.addCloseListener((CloseListener<Closeable, CloseType>)
                (closed, how) -> idle.getResolver().removeTimeout(connection));
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

    private static void accept(FilterChainContext ctx, HttpRequestPacket request, TyrusUpgradeResponse from) {
        HttpResponsePacket response = request.getResponse();
        response.setStatus(HttpStatus.SWITCHING_PROTOCOLS_101);
        for (Map.Entry<String, List<String>> header : from.getHeaders().entrySet()) {
            response.setHeader(header.getKey(), String.join(", ", header.getValue()));
        }
        ctx.write(HttpContent.builder(response).build());
    }

    private static void refuse(FilterChainContext ctx, HttpRequestPacket request, int status) {
        HttpResponsePacket response = request.getResponse();
        response.setStatus(status);
        response.setContentLength(0);
        response.setHeader("Connection", "close");
        if (status == UNAVAILABLE) {
            response.setHeader("Retry-After", "10");
        } else if (status == 426) {
            response.setReasonPhrase("Upgrade Required");
            response.setHeader("Upgrade", "websocket");
            response.setHeader("Sec-WebSocket-Version", "13");
        }
        ctx.write(HttpContent.builder(response).last(true).build());
        ctx.getConnection().closeSilently();
    }
}
