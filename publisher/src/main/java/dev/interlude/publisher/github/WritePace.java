package dev.interlude.publisher.github;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Keeps writes below GitHub's secondary limits of 80 a minute and 500 an hour: ten go at once, then one a second, so
 * that no minute ever sees more than 70, and the hour's last ones wait for its first ones to be an hour old. Used by
 * one thread.
 */
final class WritePace {

    private static final int BURST = 10;
    private static final Duration GAP = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** Fewer than GitHub's 500, for others may write with the same token. */
    private static final int AN_HOUR = 480;

    private static final Duration HOUR = Duration.ofHours(1);

    private final Clock clock;
    private final Deque<Instant> recent = new ArrayDeque<>();

    WritePace(Clock clock) {
        this.clock = clock;
    }

    /** How long the next write has to wait; not positive where it may go now. */
    Duration delay() {
        Instant now = clock.instant();
        recent.removeIf(time -> Duration.between(time, now).abs().compareTo(HOUR) >= 0);
        if (recent.size() >= AN_HOUR) {
            return HOUR.minus(Duration.between(recent.getFirst(), now));
        }
        long thisMinute = recent.stream()
                .filter(time -> Duration.between(time, now).compareTo(MINUTE) < 0)
                .count();
        if (thisMinute < BURST) {
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
