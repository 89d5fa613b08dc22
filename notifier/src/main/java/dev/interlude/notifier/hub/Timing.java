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

    /** Short of the 30 s after which the strictest middleboxes in use forget a connection. */
    public static final Timing STANDARD =
            new Timing(Duration.ofSeconds(25), Duration.ofSeconds(35), Duration.ofSeconds(10));
}
