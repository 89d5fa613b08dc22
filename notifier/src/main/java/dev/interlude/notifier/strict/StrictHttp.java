package dev.interlude.notifier.strict;

import dev.interlude.notifier.limit.LimitListener;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.glassfish.grizzly.filterchain.FilterChainBuilder;
import org.glassfish.grizzly.http.server.AddOn;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.utils.DelayedExecutor;
import org.glassfish.grizzly.utils.IdleTimeoutFilter;

/** Puts the strict reading of HTTP into a listener, before HTTP is read. */
public final class StrictHttp implements AddOn, AutoCloseable {

    private final StrictFilter filter;
    private final Duration idle;
    private final ExecutorService thread;
    private final DelayedExecutor idleEnds;

    /**
     * The strict reading.
     *
     * @param mostSockets open at once, subscribers or not
     * @param upgrades whether a request line asks for something to which its connection may go over
     * @param timer ends heads that do not come
     */
    public StrictHttp(
            int mostSockets,
            Patience patience,
            Predicate<String> upgrades,
            LimitListener limits,
            ScheduledExecutorService timer) {
        this.filter = new StrictFilter(mostSockets, patience.head(), upgrades, limits, timer);
        this.idle = patience.idle();
        this.thread = Executors.newSingleThreadExecutor(StrictHttp::daemon);
        this.idleEnds = new DelayedExecutor(thread);
    }

    /**
     * How long a connection is waited for.
     *
     * @param idle how long it may be without a byte, before its first request and between two of them, to the second
     * @param head how long a request's head may take from its first byte
     */
    public record Patience(Duration idle, Duration head) {}

    @Override
    public void setup(NetworkListener listener, FilterChainBuilder builder) {
        builder.add(builder.indexOfType(org.glassfish.grizzly.http.HttpServerFilter.class), filter);
        builder.add(builder.indexOfType(org.glassfish.grizzly.http.server.HttpServerFilter.class), new NoTrace());
        // In the place of Grizzly's own, which ends connections too and tells nobody.
        builder.set(
                builder.indexOfType(IdleTimeoutFilter.class),
                new IdleTimeoutFilter(idleEnds, idle.toMillis(), TimeUnit.MILLISECONDS, filter::endIdle));
        idleEnds.start();
    }

    /** That many may be open at once from now on. Those that are open stay. */
    public void makeRoomFor(int mostSockets) {
        filter.makeRoomFor(mostSockets);
    }

    /** Ends no more connections for being idle. May be called again. */
    @Override
    public void close() {
        idleEnds.destroy();
        thread.shutdownNow();
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "hub-idle");
        thread.setDaemon(true);
        return thread;
    }
}
