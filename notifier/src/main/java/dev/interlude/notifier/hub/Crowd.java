package dev.interlude.notifier.hub;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** All subscribers, in rows that take turns with the heartbeat. Safe for many threads. */
final class Crowd {

    private final Set<Subscriber>[] rows;
    private final AtomicInteger arrivals = new AtomicInteger();
    private final AtomicInteger size = new AtomicInteger();

    /** @param rows how many turns there are */
    @SuppressWarnings({"unchecked", "rawtypes"})
    Crowd(int rows) {
        this.rows = new Set[rows];
        for (int i = 0; i < rows; i++) {
            this.rows[i] = ConcurrentHashMap.newKeySet();
        }
    }

    /** The row for the next arrival: each in turn, so that the rows stay of one length. */
    int nextRow() {
        return Math.floorMod(arrivals.getAndIncrement(), rows.length);
    }

    boolean add(Subscriber subscriber) {
        boolean added = rows[subscriber.row()].add(subscriber);
        if (added) {
            size.incrementAndGet();
        }
        return added;
    }

    boolean remove(Subscriber subscriber) {
        boolean removed = rows[subscriber.row()].remove(subscriber);
        if (removed) {
            size.decrementAndGet();
        }
        return removed;
    }

    /** The row at that place, counted around. */
    Set<Subscriber> row(int place) {
        return rows[Math.floorMod(place, rows.length)];
    }

    int rows() {
        return rows.length;
    }

    int size() {
        return size.get();
    }
}
