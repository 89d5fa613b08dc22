package dev.interlude.notifier.events;

import dev.interlude.notifier.hub.Channel;
import dev.interlude.notifier.stream.Pieces;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.Connection;

/** One endless answer, as the hub writes to it. Safe for many threads. */
final class EventStream implements Channel {

    /** How long the last words may take to be written to one who stalls. */
    private static final long GOODBYE_MS = 2_000;

    private final Connection<?> connection;
    private final ScheduledExecutorService timer;
    private final long retryMs;

    /** @param retryMs after which time this client is to come back, whatever ended the stream */
    EventStream(Connection<?> connection, ScheduledExecutorService timer, long retryMs) {
        this.connection = connection;
        this.timer = timer;
        this.retryMs = retryMs;
    }

    /** Writes the head of the answer. */
    void begin(String head) {
        send(head + "retry: " + retryMs + "\n\n", () -> {});
    }

    @Override
    public void write(ByteBuffer event, WriteListener listener) {
        Pieces.write(connection, event, listener::written, listener::failed);
    }

    /** An event source comes back by itself when its stream ends. */
    @Override
    public void sendAway() {
        ScheduledFuture<?> unused = timer.schedule(this::terminate, GOODBYE_MS, TimeUnit.MILLISECONDS);
        send(": restarting\n\n", connection::closeSilently);
    }

    @Override
    public void terminate() {
        connection.terminateSilently();
    }

    private void send(String text, Runnable written) {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
        Pieces.write(connection, bytes, written, this::terminate);
    }
}
