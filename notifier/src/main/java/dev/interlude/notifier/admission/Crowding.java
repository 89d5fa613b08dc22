package dev.interlude.notifier.admission;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Counts connections by client, and lets in no more than so many of one. Safe for many threads. */
final class Crowding {

    private final ConcurrentMap<String, Integer> inside = new ConcurrentHashMap<>();
    private volatile int perClient;

    /** @param perClient 0: no limit */
    Crowding(int perClient) {
        this.perClient = perClient;
    }

    void allow(int others) {
        perClient = others;
    }

    /** Whoever is let in calls {@link #leave} once. */
    boolean enter(String client) {
        boolean[] entered = new boolean[1];
        inside.compute(client, (key, now) -> {
            int already = now == null ? 0 : now;
            int most = perClient;
            entered[0] = most == 0 || already < most;
            return entered[0] ? Integer.valueOf(already + 1) : now;
        });
        return entered[0];
    }

    void leave(String client) {
        inside.computeIfPresent(client, (key, now) -> now > 1 ? now - 1 : null);
    }
}
