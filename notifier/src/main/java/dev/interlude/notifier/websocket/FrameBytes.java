package dev.interlude.notifier.websocket;

import dev.interlude.notifier.hub.Encoding;
import dev.interlude.protocol.StateVersion;
import java.nio.ByteBuffer;

/**
 * Whole frames of a server (RFC 6455, section 5.2), built once and written to many connections. Tyrus would build one for each
 * session, or send to every session of the endpoint; whole frames of ours and of Tyrus's may follow each other on one
 * connection because there are no extensions and no fragments.
 */
final class FrameBytes implements Encoding {

    static final FrameBytes ENCODING = new FrameBytes();

    private static final int FIN_TEXT = 0x81;
    private static final int FIN_PING = 0x89;
    private static final int SHORT = 125;
    private static final int TWO_BYTES = 126;
    private static final int EIGHT_BYTES = 127;

    private FrameBytes() {}

    @Override
    public ByteBuffer message(byte[] json, StateVersion version) {
        return putText(ByteBuffer.allocate(lengthOfText(json)), json).flip();
    }

    /** An empty Ping, which every client answers by itself, and the message. */
    @Override
    public ByteBuffer heartbeat(byte[] json) {
        ByteBuffer frames = ByteBuffer.allocate(2 + lengthOfText(json));
        frames.put((byte) FIN_PING).put((byte) 0);
        return putText(frames, json).flip();
    }

    @Override
    public boolean isAnswered() {
        return true;
    }

    private static int lengthOfText(byte[] payload) {
        if (payload.length <= SHORT) {
            return 2 + payload.length;
        }
        return payload.length <= 0xFFFF ? 4 + payload.length : 10 + payload.length;
    }

    private static ByteBuffer putText(ByteBuffer to, byte[] payload) {
        to.put((byte) FIN_TEXT);
        if (payload.length <= SHORT) {
            to.put((byte) payload.length);
        } else if (payload.length <= 0xFFFF) {
            to.put((byte) TWO_BYTES).putShort((short) payload.length);
        } else {
            to.put((byte) EIGHT_BYTES).putLong(payload.length);
        }
        return to.put(payload);
    }
}
