package dev.interlude.notifier.events;

import dev.interlude.notifier.hub.Hub;
import dev.interlude.notifier.stream.Entrance;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;
import org.glassfish.grizzly.filterchain.FilterChainBuilder;
import org.glassfish.grizzly.http.server.AddOn;
import org.glassfish.grizzly.http.server.HttpServerFilter;
import org.glassfish.grizzly.http.server.NetworkListener;

/** Puts the server-sent events transport into a listener: {@code GET /v1/apps/{app}/events}. */
public final class EventsTransport implements AddOn {

    private final EventsFilter filter;

    /** @param timer ends streams that do not take their last words */
    public EventsTransport(Hub hub, Entrance entrance, ScheduledExecutorService timer, RandomGenerator random) {
        this.filter = new EventsFilter(hub, entrance, timer, random);
    }

    @Override
    public void setup(NetworkListener listener, FilterChainBuilder builder) {
        builder.add(builder.indexOfType(HttpServerFilter.class), filter);
    }
}
