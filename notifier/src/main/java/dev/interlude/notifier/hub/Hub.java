package dev.interlude.notifier.hub;

import dev.interlude.notifier.backplane.Backplane;
import dev.interlude.notifier.limit.LimitListener;
import dev.interlude.protocol.MaintenanceState;
import dev.interlude.protocol.StateVersion;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Brings every state to every subscriber of its application: first what is there, then what comes, never an older one after
 * a newer. Safe for many threads.
 */
public final class Hub {

    private static final System.Logger LOG = System.getLogger(Hub.class.getName());

    /** Heartbeats go out in this many turns, so that no moment has to carry them all. */
    private static final int TURNS = 25;

    private final Backplane backplane;
    private final Ticker ticker;
    private volatile Pace pace;
    private final LimitListener limits;
    private final Observer observer;
    private final Timing timing;
    private final Messages messages;
    private final Crowd crowd = new Crowd(TURNS);
    private final Map<String, Topic> topics = new ConcurrentHashMap<>();
    private final Set<Subscriber> unfinished = ConcurrentHashMap.newKeySet();

    /**
     * A hub of what the backplane keeps.
     *
     * @param dispatcher runs broadcasts, one at a time and in order
     */
    public Hub(
            Backplane backplane,
            Executor dispatcher,
            Clock clock,
            Ticker ticker,
            Pace pace,
            Timing timing,
            LimitListener limits,
            Observer observer) {
        this.backplane = backplane;
        this.limits = limits;
        this.observer = observer;
        this.ticker = ticker;
        this.pace = pace;
        this.timing = timing;
        this.messages = new Messages(clock, timing.heartbeat().toMillis());
        backplane.onChange(state -> dispatcher.execute(() -> publish(state)));
    }

    /**
     * Begins to send an application's states over the channel, the newest one at once. Whoever subscribed calls {@link
     * #unsubscribe} when the connection is gone, however it went.
     */
    public Subscriber subscribe(String app, Channel channel, Encoding encoding) {
        return subscribe(app, channel, encoding, Optional.empty());
    }

    /**
     * The same for one who comes back: what is not newer than what it has seen is not sent again.
     *
     * @param seen empty where it has seen nothing
     */
    public Subscriber subscribe(String app, Channel channel, Encoding encoding, Optional<StateVersion> seen) {
        List<Subscriber> made = new ArrayList<>(1);
        // Under the lock of the map's entry, as publish is: a change is either in the state that is read here or comes
        // after.
        topics.compute(app, (name, there) -> {
            Topic topic = there == null ? topic(name) : there;
            Subscriber subscriber =
                    new Subscriber(topic, channel, encoding, seen.orElse(null), ticker, unfinished, crowd.nextRow());
            topic.add(subscriber);
            made.add(subscriber);
            return topic;
        });
        Subscriber subscriber = made.get(0);
        crowd.add(subscriber);
        subscriber.wake();
        return subscriber;
    }

    /** Forgets the subscriber, and its application with the last one. May be called again. */
    public void unsubscribe(String app, Subscriber subscriber) {
        if (!crowd.remove(subscriber)) {
            return;
        }
        unfinished.remove(subscriber);
        topics.computeIfPresent(app, (name, topic) -> {
            topic.remove(subscriber);
            return topic.isEmpty() ? null : topic;
        });
    }

    public int subscribers() {
        return crowd.size();
    }

    /** How many applications have subscribers. */
    public int topics() {
        return topics.size();
    }

    /** Spreads reconnects and returns by other floors from the next message on. */
    public void adopt(Pace other) {
        pace = other;
    }

    /** Milliseconds over which those who lose this hub at one time are to come back. */
    public long reconnectMs() {
        return pace.reconnectMs(crowd.size());
    }

    /** How long a turn of the heartbeat takes, in milliseconds; {@link Heartbeat} is to be called that often. */
    public long turnMs() {
        return Math.max(1, timing.heartbeat().toMillis() / TURNS);
    }

    /** The heartbeat of this hub; to be run every {@link #turnMs} by one thread. */
    public Heartbeat heartbeat() {
        return new Heartbeat(crowd, unfinished, messages, timing, turnMs(), limits);
    }

    /** Everyone who is subscribed at this moment. */
    List<Subscriber> everyone() {
        List<Subscriber> everyone = new ArrayList<>(crowd.size());
        for (int row = 0; row < crowd.rows(); row++) {
            everyone.addAll(crowd.row(row));
        }
        return everyone;
    }

    private Topic topic(String app) {
        return new Topic(backplane.current(app), messages, () -> pace, ticker, crowd);
    }

    private void publish(MaintenanceState state, Topic topic) {
        long began = ticker.millis();
        int subscribers = topic.publish(state);
        observer.broadcast(subscribers, ticker.millis() - began);
    }

    private void publish(MaintenanceState state) {
        try {
            List<Topic> addressed = new ArrayList<>(1);
            topics.computeIfPresent(state.app(), (name, topic) -> {
                addressed.add(topic);
                return topic;
            });
            addressed.forEach(topic -> publish(state, topic));
        } catch (RuntimeException e) {
            // The next broadcast must still find its thread.
            LOG.log(System.Logger.Level.ERROR, "A broadcast to " + state.app() + " failed", e);
        }
    }
}
