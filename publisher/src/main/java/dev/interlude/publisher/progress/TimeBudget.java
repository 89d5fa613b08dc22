package dev.interlude.publisher.progress;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** How much time a piece of work has left. Used by one thread. */
public final class TimeBudget {

    private final Clock clock;
    private Instant end;

    /** That much, from now on. */
    public TimeBudget(Clock clock, Duration time) {
        this.clock = clock;
        this.end = clock.instant().plus(time);
    }

    /** Begins anew, with another amount. */
    public void restart(Duration time) {
        end = clock.instant().plus(time);
    }

    /** Negative once it is spent. */
    public Duration left() {
        return Duration.between(clock.instant(), end);
    }

    /** Whether there is more left than that. */
    public boolean allows(Duration wait) {
        return wait.compareTo(left()) < 0;
    }

    public boolean isSpent() {
        return !allows(Duration.ZERO);
    }

    public Instant now() {
        return clock.instant();
    }
}
