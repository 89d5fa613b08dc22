package dev.interlude.notifier.events;

import dev.interlude.notifier.hub.Hub;
import dev.interlude.notifier.hub.Subscriber;
import dev.interlude.notifier.stream.Departure;
import dev.interlude.notifier.stream.Entrance;
import dev.interlude.notifier.stream.Pieces;
import dev.interlude.notifier.stream.Refused;
import dev.interlude.notifier.stream.StreamFilter;
import dev.interlude.protocol.StateVersion;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;
import org.glassfish.grizzly.CloseListener;
import org.glassfish.grizzly.CloseType;
import org.glassfish.grizzly.Closeable;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.util.FastHttpDateFormat;

/** Turns a request for {@code events} into a subscriber, or refuses it. */
final class EventsFilter extends StreamFilter {

    /** Sooner would be no pause at all for a hub that has just come back. */
    private static final long SHORTEST_RETRY_MS = 1_000;

    private final Hub hub;
    private final Entrance entrance;
    private final ScheduledExecutorService timer;
    private final RandomGenerator random;

    EventsFilter(Hub hub, Entrance entrance, ScheduledExecutorService timer, RandomGenerator random) {
        this.hub = hub;
        this.entrance = entrance;
        this.timer = timer;
        this.random = random;
    }

    @Override
    protected boolean takes(HttpRequestPacket request, HttpContent content, FilterChainContext ctx) throws IOException {
        Optional<EventsRequest> wanted = EventsRequest.in(request);
        if (wanted.isEmpty()) {
            return false;
        }
        if (!wanted.get().isSound()) {
            Refused.with(400, ctx, request);
        } else if (entrance.admits(request, ctx)) {
            answer(ctx.getConnection(), request, wanted.get());
        }
        return true;
    }

    private void answer(Connection<?> connection, HttpRequestPacket request, EventsRequest wanted) throws IOException {
        if (wanted.wantsHead()) {
            answerHead(connection, request);
        } else {
            begin(connection, request, wanted.app());
        }
    }

    private void answerHead(Connection<?> connection, HttpRequestPacket request) {
        ByteBuffer head = ByteBuffer.wrap(head(request).getBytes(StandardCharsets.US_ASCII));
        Pieces.write(connection, head, connection::closeSilently, connection::terminateSilently);
    }

    private void begin(Connection<?> connection, HttpRequestPacket request, String app) throws IOException {
        String head = head(request);
        Optional<StateVersion> seen = EventsRequest.seenBy(request);
        // From here on nothing of the request is used: its memory may be reused at any time.
        Departure.to(new StrayBytes(), connection);
        EventStream stream = new EventStream(connection, timer, retryMs());
        stream.begin(head);
        Subscriber subscriber = hub.subscribe(app, stream, EventBytes.ENCODING, seen);
        stream.opened();
        connection.addCloseListener(
                (CloseListener<Closeable, CloseType>) (closed, how) -> hub.unsubscribe(app, subscriber));
    }

    /** Each client its own, so that those who lose the hub together do not come back together. */
    private long retryMs() {
        return random.nextLong(SHORTEST_RETRY_MS, Math.max(SHORTEST_RETRY_MS + 1, hub.reconnectMs()));
    }

    private String head(HttpRequestPacket request) {
        StringBuilder head = new StringBuilder("HTTP/1.1 200 OK\r\n")
                .append("Date: ")
                .append(FastHttpDateFormat.getCurrentDate())
                .append("\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n")
                .append("X-Content-Type-Options: nosniff\r\n")
                // Proxies in the manner of nginx would collect the answer before they pass it on.
                .append("X-Accel-Buffering: no\r\nVary: Origin\r\nConnection: close\r\n");
        entrance.sharedWith(request)
                .ifPresent(origin -> head.append("Access-Control-Allow-Origin: ")
                        .append(origin)
                        .append("\r\n"));
        return head.append("\r\n").toString();
    }
}
