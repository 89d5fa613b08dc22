package dev.interlude.notifier.hub;

import java.nio.ByteBuffer;

/** One subscriber's connection. Its methods return without waiting for the network, and throw nothing. */
public interface Channel {

    /**
     * Begins to write one whole frame. The caller has at most one write under way.
     *
     * @param frame belongs to the channel, its bytes are shared and only to be read
     */
    void write(ByteBuffer frame, WriteListener listener);

    /** Tells the other side, in the words of the protocol, that the hub is restarting, and ends the connection. */
    void sendAway();

    /** Ends the connection at once and frees what waits to be written. */
    void terminate();

    /** Told exactly once how a write went, on any thread, possibly before the write returns. */
    interface WriteListener {

        void written();

        void failed();
    }
}
