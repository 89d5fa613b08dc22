package dev.interlude.notifier.hub;

import dev.interlude.protocol.MaintenanceState;
import dev.interlude.protocol.StateVersion;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * One application's subscribers and the newest state for them. Subscribers fetch the frame when they can write, so what a
 * slow one misses costs nothing, and a late one starts with the newest. Safe for many threads.
 */
final class Topic {

    /**
     * How old a frame may be. Clients set their clock by it; within this time a broadcast reaches everyone who reads, with
     * one frame.
     */
    private static final long FRESH_FOR_MS = 1_000;

    /** From so many on all processors wake them together: for each of them it is a system call. */
    private static final int MANY = 1_000;

    /** The newest state in the bytes of one encoding. */
    record Frame(MaintenanceState state, ByteBuffer bytes, long builtAt) {

        StateVersion version() {
            return state.version();
        }
    }

    private final Messages messages;
    private final Supplier<Pace> pace;
    private final Ticker ticker;
    private final Crowd crowd;
    private final Map<Encoding, Frame> frames = new ConcurrentHashMap<>(2);
    private final Set<Subscriber> subscribers = ConcurrentHashMap.newKeySet();
    private volatile MaintenanceState newest;

    Topic(MaintenanceState state, Messages messages, Supplier<Pace> pace, Ticker ticker, Crowd crowd) {
        this.newest = state;
        this.messages = messages;
        this.pace = pace;
        this.ticker = ticker;
        this.crowd = crowd;
    }

    void add(Subscriber subscriber) {
        subscribers.add(subscriber);
    }

    void remove(Subscriber subscriber) {
        subscribers.remove(subscriber);
    }

    boolean isEmpty() {
        return subscribers.isEmpty();
    }

    /** Takes the state in if it is newer, wakes everyone, and says how many they are. */
    int publish(MaintenanceState state) {
        synchronized (this) {
            newest = newest.orNewer(state);
        }
        int woken = subscribers.size();
        if (woken < MANY) {
            subscribers.forEach(Subscriber::wake);
        } else {
            subscribers.parallelStream().forEach(Subscriber::wake);
        }
        return woken;
    }

    StateVersion version() {
        return newest.version();
    }

    /** The frame of the newest state, built anew only where there is none that is fresh. */
    Frame frame(Encoding encoding) {
        Frame frame = frames.get(encoding);
        if (frame != null && isFresh(frame)) {
            return frame;
        }
        return frames.compute(encoding, (key, now) -> now != null && isFresh(now) ? now : built(encoding));
    }

    private boolean isFresh(Frame frame) {
        return !version().isNewerThan(frame.version()) && ticker.millis() - frame.builtAt() < FRESH_FOR_MS;
    }

    private Frame built(Encoding encoding) {
        MaintenanceState state = newest;
        Pace now = pace.get();
        byte[] json = messages.state(state, now.reconnectMs(crowd.size()), now.spreadMs(subscribers.size()));
        return new Frame(state, encoding.message(json, state.version()), ticker.millis());
    }
}
