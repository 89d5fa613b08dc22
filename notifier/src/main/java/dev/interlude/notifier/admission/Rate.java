package dev.interlude.notifier.admission;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Lets so many pass in a period, all of them at once if need be (a token bucket). Safe for many threads. */
public final class Rate {

    private final int most;
    private final double perNano;
    private final LongSupplier nanos;
    private double room;
    private long filledAt;

    /**
     * A full bucket.
     *
     * @param most in that period; 0: no limit
     * @param nanos a clock that never goes back, in nanoseconds
     */
    public Rate(int most, Duration period, LongSupplier nanos) {
        this.most = most;
        this.perNano = (double) most / period.toNanos();
        this.nanos = nanos;
        this.room = most;
        this.filledAt = nanos.getAsLong();
    }

    public synchronized boolean pass() {
        if (most == 0) {
            return true;
        }
        long now = nanos.getAsLong();
        room = Math.min(most, room + (now - filledAt) * perNano);
        filledAt = now;
        if (room < 1) {
            return false;
        }
        room--;
        return true;
    }
}
