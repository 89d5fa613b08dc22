package dev.interlude.notifier.strict;

import dev.interlude.notifier.limit.LimitListener;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Predicate;
import org.glassfish.grizzly.filterchain.FilterChainBuilder;
import org.glassfish.grizzly.http.server.AddOn;
import org.glassfish.grizzly.http.server.NetworkListener;

/** Puts the strict reading of HTTP into a listener, before HTTP is read. */
public final class StrictHttp implements AddOn {

    private final StrictFilter filter;

    /**
     * The strict reading.
     *
     * @param mostSockets open at once, subscribers or not
     * @param patience how long a head may take from its first byte
     * @param upgrades whether a request line asks for something to which its connection may go over
     * @param timer ends heads that do not come
     */
    public StrictHttp(
            int mostSockets,
            Duration patience,
            Predicate<String> upgrades,
            LimitListener limits,
            ScheduledExecutorService timer) {
        this.filter = new StrictFilter(mostSockets, patience, upgrades, limits, timer);
    }

    @Override
    public void setup(NetworkListener listener, FilterChainBuilder builder) {
        builder.add(builder.indexOfType(org.glassfish.grizzly.http.HttpServerFilter.class), filter);
        builder.add(builder.indexOfType(org.glassfish.grizzly.http.server.HttpServerFilter.class), new NoTrace());
    }
}
