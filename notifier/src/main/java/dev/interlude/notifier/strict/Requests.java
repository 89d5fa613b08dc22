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

    /** Grizzly reads no longer ones; extensions ought to be bounded (RFC 9112, section 7.1.1). */
    private static final int MOST_BYTES_OF_A_SIZE = 12;

    private static final byte BLANK = ' ';
    private static final byte[] EMPTY_LINE = {'\r', '\n'};

    private final StringBuilder line = new StringBuilder();
    private final Predicate<String> upgrades;
    private Head head;
    private @Nullable Chunks chunks;
    private long toSkip;
    private int bytesOfHead;
    private int emptyLine;
    private boolean sawReturn;
    private boolean isMidway;
    private boolean isInExtension;

    /** @param upgrades whether a request line asks for something to which its connection may go over */
    Requests(Predicate<String> upgrades) {
        this.upgrades = upgrades;
        this.head = new Head(upgrades);
    }

    /**
     * Whether the byte, which a read begins with, is of an empty line before a request. One such line is to be ignored (RFC 9112,
     * section 2.2); Grizzly would take it for the beginning of the method.
     */
    boolean isOfEmptyLine(byte first) {
        boolean isOfIt = !isMidway && toSkip == 0 && emptyLine < EMPTY_LINE.length && first == EMPTY_LINE[emptyLine];
        emptyLine += isOfIt ? 1 : 0;
        return isOfIt;
    }

    /**
     * Takes in what came; null where nothing is wrong with it. The buffer's position is moved, and blanks stand where chunk
     * extensions stood: they are to be ignored (RFC 9112, section 7.1.1), and Grizzly refuses them.
     */
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
            if (isInExtension) {
                bytes.put(bytes.position() - 1, BLANK);
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
        if (emptyLine == 1) {
            return Fault.MALFORMED;
        }
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
            isInExtension = false;
        } else if (octet == '\n') {
            return Fault.MALFORMED;
        } else {
            line.append(octet);
            return chunks != null && chunks.isBeforeData() ? octetOfSize(octet) : null;
        }
        return null;
    }

    private @Nullable Fault octetOfSize(char octet) {
        isInExtension |= octet == ';';
        return line.length() > MOST_BYTES_OF_A_SIZE ? Fault.MALFORMED : null;
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
        return head.isEmpty() ? Fault.MALFORMED : endOfHead();
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
        emptyLine = 0;
    }
}
