package dev.interlude.notifier.http;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * Whether the thread that tells subscribers of changes still turns. It is handed a task each time this runs, which a timer has to
 * see to; where both are well, the last one was done a moment ago. Safe for many threads.
 */
public final class Pulse implements Runnable {

    /** How often it is to be run. */
    public static final Duration EVERY = Duration.ofSeconds(1);

    /** Longer than a broadcast to all that one machine can hold, on a machine that is short of breath. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Executor dispatcher;
    private final LongSupplier nanos;
    private final AtomicBoolean isAsked = new AtomicBoolean();
    private volatile long beatAt;

    /** @param nanos a clock that never goes back, in nanoseconds */
    public Pulse(Executor dispatcher, LongSupplier nanos) {
        this.dispatcher = dispatcher;
        this.nanos = nanos;
        this.beatAt = nanos.getAsLong();
    }

    @Override
    public void run() {
        if (isAsked.compareAndSet(false, true)) {
            dispatcher.execute(() -> {
                isAsked.set(false);
                beatAt = nanos.getAsLong();
            });
        }
    }

    boolean beats() {
        return nanos.getAsLong() - beatAt <= PATIENCE.toNanos();
    }
}
