package dev.interlude.publisher.github;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** How much time a piece of work has left. Used by one thread. */
final class TimeBudget {

    private final Clock clock;
    private Instant end;

    TimeBudget(Clock clock, Duration time) {
        this.clock = clock;
        this.end = clock.instant().plus(time);
    }

    /** Begins anew, with another amount. */
    void restart(Duration time) {
        end = clock.instant().plus(time);
    }

    Duration left() {
        return Duration.between(clock.instant(), end);
    }

    boolean allows(Duration wait) {
        return wait.compareTo(left()) < 0;
    }

    boolean isSpent() {
        return !allows(Duration.ZERO);
    }

    Instant now() {
        return clock.instant();
    }
}
