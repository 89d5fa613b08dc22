package dev.interlude.notifier.strict;

import dev.interlude.notifier.limit.Limit;
import dev.interlude.notifier.limit.LimitListener;
import dev.interlude.notifier.stream.OfHttp;
import dev.interlude.notifier.stream.Pieces;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.CloseListener;
import org.glassfish.grizzly.CloseType;
import org.glassfish.grizzly.Closeable;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.Grizzly;
import org.glassfish.grizzly.attributes.Attribute;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.jspecify.annotations.Nullable;

/** Lets only bytes through that can be read in one way, and no more sockets than there is room for. */
final class StrictFilter extends BaseFilter implements OfHttp {

    private static final String STATE = StrictFilter.class.getName();

    private final Attribute<Requests> states = Grizzly.DEFAULT_ATTRIBUTE_BUILDER.createAttribute(STATE);
    private final AtomicInteger sockets = new AtomicInteger();
    private volatile int mostSockets;
    private final Duration patience;
    private final Predicate<String> upgrades;
    private final LimitListener limits;
    private final ScheduledExecutorService timer;

    StrictFilter(
            int mostSockets,
            Duration patience,
            Predicate<String> upgrades,
            LimitListener limits,
            ScheduledExecutorService timer) {
        this.upgrades = upgrades;
        this.mostSockets = mostSockets;
        this.patience = patience;
        this.limits = limits;
        this.timer = timer;
    }

    void makeRoomFor(int most) {
        mostSockets = most;
    }

    @Override
    public NextAction handleAccept(FilterChainContext ctx) {
        Connection<?> connection = ctx.getConnection();
        connection.addCloseListener((CloseListener<Closeable, CloseType>) (closed, how) -> sockets.decrementAndGet());
        if (sockets.incrementAndGet() > mostSockets) {
            limits.reached(Limit.SOCKETS);
            connection.terminateSilently();
            return ctx.getStopAction();
        }
        return ctx.getInvokeAction();
    }

    @Override
    public NextAction handleRead(FilterChainContext ctx) {
        Connection<?> connection = ctx.getConnection();
        Requests requests = states.get(connection);
        if (requests == null) {
            requests = new Requests(upgrades);
            states.set(connection, requests);
        }
        Buffer bytes = withoutEmptyLine(requests, ctx.getMessage());
        if (!bytes.hasRemaining()) {
            bytes.tryDispose();
            return ctx.getStopAction();
        }
        ctx.setMessage(bytes);
        boolean wasInHead = requests.isInHead();
        Fault fault = read(requests, bytes);
        if (fault != null) {
            bytes.tryDispose();
            refuse(connection, fault);
            return ctx.getStopAction();
        }
        if (requests.isInHead() && !wasInHead) {
            // Weakly, so that those who come and go by the thousand are not all kept until then.
            WeakReference<Connection<?>> later = new WeakReference<>(connection);
            ScheduledFuture<?> unused =
                    timer.schedule(() -> endIfStillInHead(later.get()), patience.toMillis(), TimeUnit.MILLISECONDS);
        }
        return ctx.getInvokeAction();
    }

    /** As a buffer of its own: Grizzly does not mind the position of the one that it is handed. */
    private static Buffer withoutEmptyLine(Requests requests, Buffer bytes) {
        int begin = bytes.position();
        while (begin < bytes.limit() && requests.isOfEmptyLine(bytes.get(begin))) {
            begin++;
        }
        return begin == bytes.position() ? bytes : bytes.split(begin);
    }

    private static @Nullable Fault read(Requests requests, Buffer bytes) {
        var parts = bytes.toByteBufferArray();
        try {
            for (int i = 0; i < parts.size(); i++) {
                ByteBuffer part = parts.getArray()[i].duplicate();
                Fault fault = requests.read(part);
                if (fault != null) {
                    return fault;
                }
            }
            return null;
        } finally {
            parts.restore();
            parts.recycle();
        }
    }

    /** The connection may have gone on to other requests in the meantime, and then has the time for this one's head. */
    private void endIfStillInHead(@Nullable Connection<?> connection) {
        if (connection == null || !connection.isOpen()) {
            return;
        }
        Requests requests = states.get(connection);
        if (requests != null && requests.isInHead()) {
            refuse(connection, Fault.TOO_SLOW);
        }
    }

    /** At once: an end in good order would wait until all is read that was written. */
    void endIdle(Connection<?> connection) {
        limits.reached(states.get(connection) == null ? Limit.NO_REQUEST : Limit.IDLE);
        connection.terminateSilently();
    }

    private void refuse(Connection<?> connection, Fault fault) {
        if (fault == Fault.TOO_LONG) {
            limits.reached(Limit.HEAD_LENGTH);
        } else if (fault == Fault.TOO_SLOW) {
            limits.reached(Limit.HEAD_TIME);
        }
        ByteBuffer answer = ByteBuffer.wrap(fault.answer().getBytes(StandardCharsets.US_ASCII));
        Pieces.write(connection, answer, connection::closeSilently, connection::terminateSilently);
    }
}
