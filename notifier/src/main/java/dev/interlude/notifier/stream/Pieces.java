package dev.interlude.notifier.stream;

import java.nio.ByteBuffer;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.EmptyCompletionHandler;
import org.glassfish.grizzly.WriteResult;
import org.glassfish.grizzly.memory.Buffers;

/** Writes pieces, each whole and in order, to connections that left HTTP. Safe for many threads. */
public final class Pieces {

    private Pieces() {}

    /**
     * Begins to write; one of the two is run once, on any thread, possibly before this returns.
     *
     * @param piece is the callee's from now on, its bytes are shared and only to be read
     */
    public static void write(Connection<?> to, ByteBuffer piece, Runnable written, Runnable failed) {
        write(to, Buffers.wrap(to.getMemoryManager(), piece), written, failed);
    }

    private static <L> void write(Connection<L> to, Buffer piece, Runnable written, Runnable failed) {
        to.write(piece, new EmptyCompletionHandler<WriteResult<Buffer, L>>() {
            @Override
            public void completed(WriteResult<Buffer, L> result) {
                written.run();
            }

            @Override
            public void failed(Throwable cause) {
                failed.run();
            }

            @Override
            public void cancelled() {
                failed.run();
            }
        });
    }
}
