package dev.interlude.notifier.hub;

import java.time.Duration;

/**
 * Over which time clients spread what they all would do at once. A hub and an application that just came back are met by at
 * most {@value #PER_SECOND} clients a second, and small crowds still take the floor.
 *
 * @param reconnectFloor the least time over which reconnects are spread
 * @param spreadFloor the least time over which the return to the application is spread
 */
public record Pace(Duration reconnectFloor, Duration spreadFloor) {

    private static final int PER_SECOND = 250;

    /** Milliseconds over which all connections of this hub come back after it restarts. */
    long reconnectMs(int connections) {
        return Math.max(reconnectFloor.toMillis(), msFor(connections));
    }

    /** Milliseconds over which the tabs of one application return to it. */
    long spreadMs(int subscribers) {
        return Math.max(spreadFloor.toMillis(), msFor(subscribers));
    }

    private static long msFor(int clients) {
        return clients * 1000L / PER_SECOND;
    }
}
