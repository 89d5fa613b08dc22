package dev.interlude.notifier.events;

import dev.interlude.notifier.hub.Channel;
import dev.interlude.notifier.stream.PieceWriter;
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
    private final PieceWriter pieces;
    private final ScheduledExecutorService timer;
    private final long retryMs;

    /** @param retryMs after which time this client is to come back, whatever ended the stream */
    EventStream(Connection<?> connection, ScheduledExecutorService timer, long retryMs) {
        this.connection = connection;
        this.pieces = PieceWriter.to(connection);
        this.timer = timer;
        this.retryMs = retryMs;
    }

    /** The head of the answer goes out with the first event. */
    void begin(String head) {
        pieces.hold(ByteBuffer.wrap((head + "retry: " + retryMs + "\n\n").getBytes(StandardCharsets.US_ASCII)));
    }

    /** For a client that has seen what there is, the head goes out alone. */
    void opened() {
        pieces.release();
    }

    @Override
    public void write(ByteBuffer event, WriteListener listener) {
        pieces.write(event, listener::written, listener::failed);
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
        pieces.write(bytes, written, this::terminate);
    }
}
