package dev.interlude.notifier.strict;

import java.nio.ByteBuffer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Follows the requests of one connection byte by byte, so that the end of each is known beyond doubt. Lines end with CRLF and
 * nothing else. Used by one thread at a time.
 */
final class Requests {

    private static final int MOST_BYTES = 8 * 1024;

    private final StringBuilder line = new StringBuilder();
    private final Predicate<String> upgrades;
    private Head head;
    private @Nullable Chunks chunks;
    private long toSkip;
    private int bytesOfHead;
    private boolean sawReturn;
    private boolean isMidway;

    /** @param upgrades whether a request line asks for something to which its connection may go over */
    Requests(Predicate<String> upgrades) {
        this.upgrades = upgrades;
        this.head = new Head(upgrades);
    }

    /** Takes in what came; null where nothing is wrong with it. The buffer's position is moved. */
    @Nullable
    Fault read(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            if (toSkip > 0) {
                int skipped = (int) Math.min(toSkip, bytes.remaining());
                bytes.position(bytes.position() + skipped);
                toSkip -= skipped;
                continue;
            }
            Fault fault = octet((char) (bytes.get() & 0xFF));
            if (fault != null) {
                return fault;
            }
            if (!isMidway && head.isUpgrade()) {
                // Whatever follows it at once may be of the new protocol; on the next read there is none.
                bytes.position(bytes.limit());
            }
            if (!isMidway) {
                begin();
            }
        }
        return null;
    }

    /** Whether a head has begun and not ended. */
    boolean isInHead() {
        return bytesOfHead > 0;
    }

    private @Nullable Fault octet(char octet) {
        isMidway = true;
        if ((chunks == null && ++bytesOfHead > MOST_BYTES) || line.length() > MOST_BYTES) {
            return Fault.TOO_LONG;
        }
        if (sawReturn) {
            sawReturn = false;
            return octet == '\n' ? endOfLine() : Fault.MALFORMED;
        }
        if (octet == '\r') {
            sawReturn = true;
        } else if (octet == '\n') {
            return Fault.MALFORMED;
        } else {
            line.append(octet);
        }
        return null;
    }

    private @Nullable Fault endOfLine() {
        String text = line.toString();
        line.setLength(0);
        if (chunks != null) {
            return chunk(chunks, text);
        }
        if (!text.isEmpty()) {
            return head.line(text);
        }
        // One empty line before a request is to be ignored (RFC 9112, section 2.2).
        return head.isEmpty() ? emptyLine() : endOfHead();
    }

    private @Nullable Fault emptyLine() {
        return bytesOfHead > 2 ? Fault.MALFORMED : null;
    }

    private @Nullable Fault endOfHead() {
        Fault fault = head.end();
        if (fault == null) {
            bytesOfHead = 0;
            switch (head.body()) {
                case NONE -> isMidway = false;
                case OF_LENGTH -> {
                    toSkip = head.length();
                    isMidway = false;
                }
                case CHUNKED -> chunks = new Chunks();
            }
        }
        return fault;
    }

    private @Nullable Fault chunk(Chunks body, String text) {
        int size = body.line(text);
        if (size < 0) {
            return Fault.MALFORMED;
        }
        toSkip = size;
        isMidway = !body.isOver();
        return null;
    }

    private void begin() {
        head = new Head(upgrades);
        chunks = null;
        bytesOfHead = 0;
    }
}
