package dev.interlude.notifier.hub;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A connection that writes when it is told to. */
class FakeChannel implements Channel {

    final List<String> frames = new ArrayList<>();
    boolean reads = true;
    boolean terminated;
    boolean sentAway;
    private @Nullable WriteListener waiting;

    @Override
    public void write(ByteBuffer frame, WriteListener listener) {
        if (waiting != null) {
            throw new AssertionError("a second write is under way");
        }
        frames.add(StandardCharsets.UTF_8.decode(frame).toString());
        if (reads) {
            listener.written();
        } else {
            waiting = listener;
        }
    }

    /** Ends the write under way. */
    void catchUp() {
        WriteListener listener = waiting;
        waiting = null;
        if (listener != null) {
            listener.written();
        }
    }

    @Override
    public void sendAway() {
        sentAway = true;
    }

    @Override
    public void terminate() {
        terminated = true;
    }
}
