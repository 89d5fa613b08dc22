package dev.interlude.notifier.events;

import dev.interlude.notifier.hub.Encoding;
import dev.interlude.protocol.StateVersion;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Messages as server-sent events (HTML Standard, section 9.2.6). */
final class EventBytes implements Encoding {

    static final EventBytes ENCODING = new EventBytes();

    private static final byte[] COMMENT = ": heartbeat\n\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "\n\n".getBytes(StandardCharsets.US_ASCII);

    private EventBytes() {}

    /** One event, whose id a client brings back as {@code Last-Event-ID}. The JSON stands on one line. */
    @Override
    public ByteBuffer message(byte[] json, StateVersion version) {
        byte[] head = ("id: " + version + "\nevent: state\ndata: ").getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(head.length + json.length + END.length)
                .put(head)
                .put(json)
                .put(END)
                .flip();
    }

    /** A comment: it keeps the connection from being idle, and clients do not hear of it. */
    @Override
    public ByteBuffer heartbeat(byte[] json) {
        return ByteBuffer.wrap(COMMENT);
    }

    @Override
    public boolean isAnswered() {
        return false;
    }
}
