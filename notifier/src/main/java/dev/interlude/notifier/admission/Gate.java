package dev.interlude.notifier.admission;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts those who are in, and lets no more in than there is room for, nor anyone once it is shut. Safe for many threads. */
public final class Gate {

    private final AtomicInteger inside = new AtomicInteger();
    private volatile int capacity;
    private volatile boolean shut;

    /** @param capacity the most connections at once, at least 1 */
    public Gate(int capacity) {
        this.capacity = capacity;
    }

    /** Lets one in if it may; whoever was let in calls {@link #leave} exactly once. */
    public boolean enter() {
        if (shut) {
            return false;
        }
        if (inside.incrementAndGet() > capacity) {
            inside.decrementAndGet();
            return false;
        }
        return true;
    }

    public void leave() {
        inside.decrementAndGet();
    }

    /** Changes how many may be inside; whoever is inside already stays. */
    void makeRoomFor(int connections) {
        capacity = connections;
    }

    /** From now on nobody is let in. */
    public void shut() {
        shut = true;
    }

    public boolean isShut() {
        return shut;
    }

    public int inside() {
        return inside.get();
    }
}
