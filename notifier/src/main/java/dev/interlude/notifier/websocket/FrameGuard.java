package dev.interlude.notifier.websocket;

import dev.interlude.notifier.hub.Ticker;
import java.nio.ByteBuffer;

/**
 * Reads the headers of a client's frames (RFC 6455, sections 5.2 to 5.5) before Tyrus does, which lets some pass that are wrong:
 * frames without a mask or with a longer form of their length, messages that would have to be buffered at any length, and more
 * frames than any client of ours sends. Used by one thread at a time.
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
        MALFORMED,
        TOO_LONG,
        TOO_MANY
    }

    private static final long MINUTE_MS = 60_000;
    private static final int FIN = 0x80;
    private static final int RESERVED = 0x70;
    private static final int OPCODE = 0x0F;
    private static final int CONTINUATION = 0x00;
    private static final int BINARY = 0x02;
    private static final int CONTROL = 0x08;
    private static final int PONG = 0x0A;
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
    private boolean isMidMessage;
    private long message;
    private int opcode = -1;
    private int lengthCode;
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
        boolean isLast = (first & FIN) != 0;
        if ((first & RESERVED) != 0 || !mayCome(isLast)) {
            return Verdict.MALFORMED;
        }
        if (!isControl()) {
            message = isMidMessage ? message : 0;
            isMidMessage = !isLast;
        }
        return isOverTheRate() ? Verdict.TOO_MANY : Verdict.FINE;
    }

    /** Whether there is such a frame, and it may stand here: control frames whole, pieces of messages one after the other. */
    private boolean mayCome(boolean isLast) {
        return isControl() ? opcode <= PONG && isLast : opcode <= BINARY && (opcode == CONTINUATION) == isMidMessage;
    }

    private Verdict length(byte second) {
        if ((second & MASKED) == 0) {
            return Verdict.UNMASKED;
        }
        lengthCode = second & LENGTH;
        if (lengthCode < TWO_BYTES) {
            payload = lengthCode;
            return lengthKnown();
        }
        payload = 0;
        lengthBytes = lengthCode == EIGHT_BYTES ? Long.BYTES : Short.BYTES;
        return isControl() ? Verdict.MALFORMED : Verdict.FINE;
    }

    private Verdict moreLength(byte next) {
        payload = (payload << Byte.SIZE) | (next & 0xFF);
        lengthBytes--;
        return lengthBytes == 0 ? lengthKnown() : Verdict.FINE;
    }

    private Verdict lengthKnown() {
        lengthBytes = 0;
        if (!isShortestForm()) {
            return Verdict.MALFORMED;
        }
        if (!isControl()) {
            message += payload;
        }
        if (payload > MAX_PAYLOAD || message > MAX_PAYLOAD) {
            return Verdict.TOO_LONG;
        }
        toSkip = MASK_BYTES + (int) payload;
        return Verdict.FINE;
    }

    /** The most significant bit of eight bytes must be 0; as a negative number it is never long enough for them. */
    private boolean isShortestForm() {
        return switch (lengthCode) {
            case TWO_BYTES -> payload >= TWO_BYTES;
            case EIGHT_BYTES -> payload > 0xFFFF;
            default -> true;
        };
    }

    private boolean isControl() {
        return (opcode & CONTROL) != 0;
    }

    private boolean isOverTheRate() {
        long now = ticker.millis();
        if (now - minuteBegan >= MINUTE_MS) {
            minuteBegan = now;
            messages = 0;
            others = 0;
        }
        boolean beginsMessage = opcode != CONTINUATION && !isControl();
        return beginsMessage ? ++messages > MAX_MESSAGES : ++others > MAX_OTHERS;
    }
}
