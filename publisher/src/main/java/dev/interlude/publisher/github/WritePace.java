package dev.interlude.publisher.github;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Keeps writes below GitHub's secondary limit of 80 a minute: ten go at once, then one a second, so that no minute ever
 * sees more than 70. Used by one thread.
 */
final class WritePace {

    private static final int BURST = 10;
    private static final Duration GAP = Duration.ofSeconds(1);
    private static final Duration MEMORY = Duration.ofMinutes(1);

    private final Clock clock;
    private final Deque<Instant> recent = new ArrayDeque<>();

    WritePace(Clock clock) {
        this.clock = clock;
    }

    /** How long the next write has to wait; not positive where it may go now. */
    Duration delay() {
        Instant now = clock.instant();
        recent.removeIf(time -> Duration.between(time, now).compareTo(MEMORY) >= 0);
        if (recent.size() < BURST) {
            return Duration.ZERO;
        }
        Duration wait = Duration.between(now, recent.getLast().plus(GAP));
        // A clock that was set back must not hold up a publish.
        return wait.compareTo(GAP) > 0 ? GAP : wait;
    }

    void wrote() {
        recent.addLast(clock.instant());
    }
}
