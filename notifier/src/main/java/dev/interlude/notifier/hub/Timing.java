package dev.interlude.notifier.hub;

import java.time.Duration;

/**
 * The hub's patience.
 *
 * @param heartbeat between two heartbeats to the same subscriber
 * @param silence how long after a heartbeat a subscriber may send nothing at all
 * @param slowWrite how long one write may take
 */
public record Timing(Duration heartbeat, Duration silence, Duration slowWrite) {

    /**
     * A heartbeat short of the 30 s after which the strictest middleboxes in use forget a connection. Writes are looked after once a
     * turn of the heartbeat, a second, so that a reader that stalls is gone within 10 s.
     */
    public static final Timing STANDARD =
            new Timing(Duration.ofSeconds(25), Duration.ofSeconds(35), Duration.ofSeconds(9));
}
