package dev.interlude.notifier.stream;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.IOEvent;
import org.glassfish.grizzly.asyncqueue.TaskQueue;
import org.glassfish.grizzly.filterchain.FilterChain;
import org.glassfish.grizzly.nio.NIOConnection;
import org.glassfish.grizzly.ssl.SSLBaseFilter;
import org.jspecify.annotations.Nullable;

/**
 * Writes pieces, each whole and in order, to one connection that left HTTP; everything that is written to it goes through here.
 * Where the connection is plain and nothing waits, a piece goes straight to the socket: on its way through Grizzly's filters and
 * queue it would cost as much again as the system call. Safe for many threads.
 */
public final class PieceWriter {

    private final Connection<?> connection;
    private final @Nullable SocketChannel plain;
    private @Nullable ByteBuffer held;

    private PieceWriter(Connection<?> connection, @Nullable SocketChannel plain) {
        this.connection = connection;
        this.plain = plain;
    }

    /** The writer of that connection, of which there is to be one. */
    public static PieceWriter to(Connection<?> connection) {
        boolean isPlain = ((FilterChain) connection.getProcessor()).indexOfType(SSLBaseFilter.class) < 0;
        return isPlain && ((NIOConnection) connection).getChannel() instanceof SocketChannel socket
                ? new PieceWriter(connection, socket)
                : new PieceWriter(connection, null);
    }

    /**
     * Keeps the head of an answer for the first piece to carry, which saves a system call for each connection. Called once, before
     * anything is written.
     */
    public void hold(ByteBuffer head) {
        if (plain == null) {
            Pieces.write(connection, head, () -> {}, connection::terminateSilently);
            return;
        }
        synchronized (this) {
            held = head;
        }
    }

    /** Writes the head that is held, where no piece has carried it. */
    public void release() {
        if (plain != null) {
            // An empty piece carries it as any other would, so that none can come before it.
            write(ByteBuffer.allocate(0), () -> {}, connection::terminateSilently);
        }
    }

    /**
     * Begins to write; one of the two is run once, on any thread, possibly before this returns.
     *
     * @param piece is the callee's from now on, its bytes are shared and only to be read
     */
    public void write(ByteBuffer piece, Runnable written, Runnable failed) {
        if (plain == null) {
            Pieces.write(connection, piece, written, failed);
            return;
        }
        try {
            if (isWrittenAtOnce(plain, piece, written, failed)) {
                written.run();
            }
        } catch (IOException e) {
            connection.terminateSilently();
            failed.run();
        }
    }

    private boolean isWrittenAtOnce(SocketChannel socket, ByteBuffer piece, Runnable written, Runnable failed)
            throws IOException {
        TaskQueue<?> queue = ((NIOConnection) connection).getAsyncWriteQueue();
        boolean waits;
        synchronized (this) {
            ByteBuffer whole = withHeld(piece);
            if (queue.spaceInBytes() == 0) {
                socket.write(whole);
            }
            if (!whole.hasRemaining()) {
                return true;
            }
            // While a byte is reserved Grizzly only queues, so that neither of the two runs under this lock.
            queue.reserveSpace(1);
            Pieces.write(connection, whole, written, failed);
            waits = queue.releaseSpace(1) > 0;
        }
        if (waits) {
            ((NIOConnection) connection).simulateIOEvent(IOEvent.WRITE);
        }
        return false;
    }

    private ByteBuffer withHeld(ByteBuffer piece) {
        ByteBuffer head = held;
        if (head == null) {
            return piece;
        }
        held = null;
        return ByteBuffer.allocate(head.remaining() + piece.remaining())
                .put(head)
                .put(piece)
                .flip();
    }
}
