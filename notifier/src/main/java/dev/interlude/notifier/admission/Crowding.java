package dev.interlude.notifier.admission;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Counts who is inside by address, and lets in no more than so many of one. Safe for many threads. */
final class Crowding {

    private final ConcurrentMap<String, Integer> inside = new ConcurrentHashMap<>();
    private volatile int perAddress;

    /** @param perAddress 0: no limit */
    Crowding(int perAddress) {
        this.perAddress = perAddress;
    }

    void allow(int others) {
        perAddress = others;
    }

    /** Whoever is let in calls {@link #leave} once. */
    boolean enter(String address) {
        boolean[] entered = new boolean[1];
        inside.compute(address, (key, now) -> {
            int already = now == null ? 0 : now;
            int most = perAddress;
            entered[0] = most == 0 || already < most;
            return entered[0] ? Integer.valueOf(already + 1) : now;
        });
        return entered[0];
    }

    void leave(String address) {
        inside.computeIfPresent(address, (key, now) -> now > 1 ? now - 1 : null);
    }
}
