package dev.interlude.notifier.hub;

import dev.interlude.protocol.StateVersion;
import java.nio.ByteBuffer;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One connection that wants to know of an application. It has at most one write under way and fetches the newest state for
 * the next, so a reader that stalls holds up nobody and stores up nothing. Safe for many threads.
 */
public final class Subscriber implements Channel.WriteListener {

    private final Topic topic;
    private final Channel channel;
    private final Encoding encoding;
    private final Ticker ticker;
    private final Set<Subscriber> unfinished;
    private final int row;

    private volatile long heardAt;
    private long askedAt;
    private boolean writing;
    private long writingSince;
    private @Nullable StateVersion sent;

    /** @param seen what the other side has seen already; null where that is not known */
    Subscriber(
            Topic topic,
            Channel channel,
            Encoding encoding,
            @Nullable StateVersion seen,
            Ticker ticker,
            Set<Subscriber> unfinished,
            int row) {
        this.topic = topic;
        this.channel = channel;
        this.encoding = encoding;
        this.sent = seen;
        this.ticker = ticker;
        this.unfinished = unfinished;
        this.row = row;
        this.heardAt = ticker.millis();
        this.askedAt = heardAt;
    }

    /** To be called with every byte that comes in. */
    public void heard() {
        heardAt = ticker.millis();
    }

    /** Tells the other side that the hub is restarting, and ends the connection. */
    void sendAway() {
        channel.sendAway();
    }

    /** Sends the newest state if it is news and nothing is under way. */
    void wake() {
        Topic.Frame frame = topic.frame(encoding);
        synchronized (this) {
            StateVersion last = sent;
            if (writing || (last != null && !frame.version().isNewerThan(last))) {
                return;
            }
            sent = frame.version();
            beginWrite();
        }
        write(frame.bytes());
    }

    /** Sends the heartbeat, unless a write is under way: its end, or its lateness, says as much. */
    void beat(ByteBuffer frame) {
        synchronized (this) {
            if (heardAt >= askedAt) {
                askedAt = ticker.millis();
            }
            if (writing) {
                return;
            }
            beginWrite();
        }
        write(frame);
    }

    /** Whether a heartbeat that long ago, and none since, was answered by a single byte. */
    synchronized boolean isSilentFor(long millis) {
        return encoding.isAnswered() && heardAt < askedAt && ticker.millis() - askedAt >= millis;
    }

    /** Whether the write under way began at least that long ago. */
    synchronized boolean isStalledFor(long millis) {
        return writing && ticker.millis() - writingSince >= millis;
    }

    synchronized boolean isWriting() {
        return writing;
    }

    void terminate() {
        channel.terminate();
    }

    int row() {
        return row;
    }

    Encoding encoding() {
        return encoding;
    }

    @Override
    public void written() {
        synchronized (this) {
            writing = false;
        }
        StateVersion last = sentVersion();
        if (last == null || topic.version().isNewerThan(last)) {
            wake();
        }
    }

    @Override
    public void failed() {
        channel.terminate();
    }

    private synchronized @Nullable StateVersion sentVersion() {
        return sent;
    }

    private void beginWrite() {
        writing = true;
        writingSince = ticker.millis();
    }

    private void write(ByteBuffer shared) {
        channel.write(shared.duplicate(), this);
        if (isWriting()) {
            unfinished.add(this);
        }
    }
}
