package dev.interlude.notifier.websocket;

import dev.interlude.notifier.hub.Ticker;
import java.nio.ByteBuffer;

/**
 * Reads the headers of a client's frames (RFC 6455, section 5.2) before Tyrus does, and stops what Tyrus would let pass: frames
 * without a mask, frames that would have to be buffered at any length, and more frames than any client of ours sends. Used by
 * one thread at a time.
 */
final class FrameGuard {

    /** The longest payload that is read at all, in bytes; every frame of the protocol is far shorter. */
    static final int MAX_PAYLOAD = 4 * 1024;

    /** Text and binary messages within a minute, in however many frames. */
    static final int MAX_MESSAGES = 10;

    /** Pings, pongs, closes and further pieces of messages within a minute; our own heartbeat asks for three. */
    static final int MAX_OTHERS = 120;

    /** What is to be done with the bytes. */
    enum Verdict {
        FINE,
        /** The last frame was a Close: nothing is to be read after it. */
        CLOSED,
        UNMASKED,
        TOO_LONG,
        TOO_MANY
    }

    private static final long MINUTE_MS = 60_000;
    private static final int OPCODE = 0x0F;
    private static final int CONTINUATION = 0x00;
    private static final int CONTROL = 0x08;
    private static final int CLOSE = 0x08;
    private static final int MASKED = 0x80;
    private static final int LENGTH = 0x7F;
    private static final int TWO_BYTES = 126;
    private static final int EIGHT_BYTES = 127;
    private static final int MASK_BYTES = 4;

    private final Ticker ticker;

    private long minuteBegan;
    private int messages;
    private int others;
    private int opcode = -1;
    private int lengthBytes = -1;
    private long payload;
    private int toSkip;

    FrameGuard(Ticker ticker) {
        this.ticker = ticker;
        this.minuteBegan = ticker.millis();
    }

    /** Looks through bytes that follow those of the last call; their position is moved. */
    Verdict inspect(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            Verdict verdict = Verdict.FINE;
            if (toSkip > 0) {
                int skipped = Math.min(toSkip, bytes.remaining());
                bytes.position(bytes.position() + skipped);
                toSkip -= skipped;
            } else if (opcode < 0) {
                verdict = opcode(bytes.get());
            } else if (lengthBytes < 0) {
                verdict = length(bytes.get());
            } else {
                verdict = moreLength(bytes.get());
            }
            if (opcode == CLOSE && toSkip == 0 && lengthBytes == 0) {
                return Verdict.CLOSED;
            }
            if (verdict != Verdict.FINE) {
                return verdict;
            }
            if (lengthBytes == 0 && toSkip == 0) {
                opcode = -1;
                lengthBytes = -1;
            }
        }
        return Verdict.FINE;
    }

    private Verdict opcode(byte first) {
        opcode = first & OPCODE;
        return isOverTheRate() ? Verdict.TOO_MANY : Verdict.FINE;
    }

    private Verdict length(byte second) {
        if ((second & MASKED) == 0) {
            return Verdict.UNMASKED;
        }
        int code = second & LENGTH;
        if (code < TWO_BYTES) {
            payload = code;
            return lengthKnown();
        }
        payload = 0;
        lengthBytes = code == EIGHT_BYTES ? Long.BYTES : Short.BYTES;
        return Verdict.FINE;
    }

    private Verdict moreLength(byte next) {
        // The most significant bit of eight bytes must be 0; as a negative number it is too long as well.
        payload = (payload << Byte.SIZE) | (next & 0xFF);
        lengthBytes--;
        return lengthBytes == 0 ? lengthKnown() : Verdict.FINE;
    }

    private Verdict lengthKnown() {
        lengthBytes = 0;
        if (payload < 0 || payload > MAX_PAYLOAD) {
            return Verdict.TOO_LONG;
        }
        toSkip = MASK_BYTES + (int) payload;
        return Verdict.FINE;
    }

    private boolean isOverTheRate() {
        long now = ticker.millis();
        if (now - minuteBegan >= MINUTE_MS) {
            minuteBegan = now;
            messages = 0;
            others = 0;
        }
        boolean beginsMessage = opcode != CONTINUATION && (opcode & CONTROL) == 0;
        return beginsMessage ? ++messages > MAX_MESSAGES : ++others > MAX_OTHERS;
    }
}
