package dev.interlude.notifier.websocket;

import dev.interlude.notifier.hub.Channel;
import dev.interlude.notifier.stream.PieceWriter;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import java.nio.ByteBuffer;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.glassfish.grizzly.Connection;
import org.glassfish.tyrus.spi.CompletionHandler;
import org.glassfish.tyrus.spi.Writer;
import org.jspecify.annotations.Nullable;

/**
 * One upgraded connection, as Tyrus writes to it and as the hub does. Both hand over whole frames, which Grizzly keeps whole
 * and in order. Safe for many threads.
 */
final class LiveConnection extends Writer implements Channel {

    /** How long the other side may take to answer a Close (RFC 6455, section 7.1.1, lets the server close first). */
    private static final long CLOSE_ANSWER_MS = 2_000;

    private static final byte CLOSE_FRAME = (byte) 0x88;

    private final Connection<?> connection;
    private final PieceWriter pieces;
    private final ScheduledExecutorService timer;
    private final AtomicBoolean closing = new AtomicBoolean();
    private volatile org.glassfish.tyrus.spi.@Nullable Connection session;
    private volatile boolean peerIsDone;
    private volatile boolean saidGoodbye;

    LiveConnection(Connection<?> connection, ScheduledExecutorService timer) {
        this.connection = connection;
        this.pieces = PieceWriter.to(connection);
        this.timer = timer;
    }

    /** What answers the handshake goes out with the first frame. */
    void accept(ByteBuffer answer) {
        pieces.hold(answer);
    }

    void isSession(org.glassfish.tyrus.spi.Connection opened) {
        session = opened;
        pieces.release();
    }

    /** The other side has sent its Close, so nothing is to be waited for once ours is out. */
    void peerIsDone() {
        peerIsDone = true;
        if (closing.get()) {
            connection.closeSilently();
        }
    }

    /** Whether only the other side's Close is still waited for. */
    boolean isClosing() {
        return closing.get();
    }

    /** Sends a Close frame and ends the session. */
    void close(CloseReason reason) {
        org.glassfish.tyrus.spi.Connection opened = session;
        if (opened == null) {
            terminate();
        } else {
            opened.close(reason);
        }
    }

    @Override
    public void write(ByteBuffer frame, WriteListener listener) {
        if (saidGoodbye) {
            // Nothing follows a Close (RFC 6455, section 5.5.1).
            listener.written();
            return;
        }
        pieces.write(frame, listener::written, listener::failed);
    }

    @Override
    public void sendAway() {
        close(new CloseReason(CloseCodes.SERVICE_RESTART, "restarting"));
    }

    @Override
    public void terminate() {
        connection.terminateSilently();
    }

    @Override
    public void write(ByteBuffer frame, CompletionHandler<ByteBuffer> handler) {
        if (!connection.isOpen()) {
            // Tyrus says goodbye to the dead too.
            handler.failed(new IllegalStateException("connection lost"));
            return;
        }
        if (frame.get(frame.position()) == CLOSE_FRAME) {
            saidGoodbye = true;
        }
        pieces.write(
                frame,
                () -> handler.completed(frame),
                () -> handler.failed(new IllegalStateException("connection lost")));
    }

    /** Called by Tyrus when the session is over and its Close frame is on its way. */
    @Override
    public void close() {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        if (peerIsDone) {
            connection.closeSilently();
        }
        // Closing a socket with bytes unread resets it, and the Close frame would be lost with what the peer has not
        // read.
        if (connection.isOpen()) {
            ScheduledFuture<?> unused = timer.schedule(this::terminate, CLOSE_ANSWER_MS, TimeUnit.MILLISECONDS);
        }
    }
}
