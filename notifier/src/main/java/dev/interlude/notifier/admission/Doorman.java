package dev.interlude.notifier.admission;

import dev.interlude.notifier.limit.Limit;
import dev.interlude.notifier.limit.LimitListener;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Decides who may subscribe, before anything is spent on them; the same for every transport. Safe for many threads. */
public final class Doorman {

    private final Gate gate;
    private final Crowding crowding;
    private final LongSupplier nanos;
    private final LimitListener listener;
    private volatile OriginPolicy origins;
    private volatile Rate rate;

    /**
     * Decides by those rules.
     *
     * @param gate is given the room that the limits name
     * @param nanos a clock that never goes back, in nanoseconds
     */
    public Doorman(OriginPolicy origins, Limits limits, Gate gate, LongSupplier nanos, LimitListener listener) {
        this.gate = gate;
        this.nanos = nanos;
        this.listener = listener;
        this.crowding = new Crowding(limits.connectionsPerAddress());
        this.origins = origins;
        this.rate = new Rate(limits.connectionRate(), Duration.ofSeconds(1), nanos);
    }

    /** Whether someone may come in. */
    public sealed interface Decision {

        /**
         * Yes.
         *
         * @param leave to be run when they are gone; only its first run counts
         */
        record Admitted(Runnable leave) implements Decision {}

        /** No, and never: the origin is not allowed. */
        record Forbidden() implements Decision {}

        /** Not now. */
        record Busy() implements Decision {}
    }

    /** Goes by other rules from now on. Those who are inside stay. */
    public void adopt(OriginPolicy others, Limits limits) {
        origins = others;
        rate = new Rate(limits.connectionRate(), Duration.ofSeconds(1), nanos);
        crowding.allow(limits.connectionsPerAddress());
        gate.makeRoomFor(limits.connections());
    }

    public Decision admit(Arrival arrival) {
        if (!origins.allows(arrival.origin(), arrival.host())) {
            listener.reached(Limit.ORIGIN);
            return new Decision.Forbidden();
        }
        if (gate.isShut()) {
            return new Decision.Busy();
        }
        String client = Network.ofOneClient(arrival.address());
        Optional<Limit> reached = enter(client);
        if (reached.isEmpty()) {
            return new Decision.Admitted(leaving(client));
        }
        listener.reached(reached.get());
        return new Decision.Busy();
    }

    /** What {@code Access-Control-Allow-Origin} is to say to a page that was admitted; empty where it need not be said. */
    public Optional<String> sharedWith(@Nullable String origin) {
        return origins.sharedWith(origin);
    }

    private Optional<Limit> enter(String client) {
        if (!rate.pass()) {
            return Optional.of(Limit.CONNECTION_RATE);
        }
        if (!crowding.enter(client)) {
            return Optional.of(Limit.CONNECTIONS_PER_ADDRESS);
        }
        if (!gate.enter()) {
            crowding.leave(client);
            return Optional.of(Limit.CONNECTIONS);
        }
        return Optional.empty();
    }

    private Runnable leaving(String client) {
        AtomicBoolean left = new AtomicBoolean();
        return () -> {
            if (left.compareAndSet(false, true)) {
                gate.leave();
                crowding.leave(client);
            }
        };
    }
}
