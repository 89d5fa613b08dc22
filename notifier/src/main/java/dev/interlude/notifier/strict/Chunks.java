package dev.interlude.notifier.strict;

import java.util.regex.Pattern;

/** The framing of a chunked body (RFC 9112, section 7.1). Used by one thread at a time. */
final class Chunks {

    /** What the next line is taken for. */
    private enum Awaited {
        SIZE,
        END_OF_DATA,
        TRAILER,
        NOTHING
    }

    /** Far more than any document may have; extensions are allowed and ignored. */
    private static final Pattern SIZE = Pattern.compile("([0-9A-Fa-f]{1,7})(?:[ \\t]*;[\\t\\x20-\\x7E]*)?");

    private static final int MOST_TRAILERS = 10;

    private Awaited awaited = Awaited.SIZE;
    private int trailers;

    /**
     * Takes in the next line, without its end.
     *
     * @return how many bytes of data follow it; -1 where it is none that may stand there
     */
    int line(String line) {
        return switch (awaited) {
            case SIZE -> size(line);
            case END_OF_DATA -> {
                awaited = Awaited.SIZE;
                yield line.isEmpty() ? 0 : -1;
            }
            case TRAILER -> trailer(line);
            case NOTHING -> -1;
        };
    }

    /** Whether the next line is to name a size. */
    boolean isBeforeData() {
        return awaited == Awaited.SIZE;
    }

    /** Whether the body is over. */
    boolean isOver() {
        return awaited == Awaited.NOTHING;
    }

    private int size(String line) {
        var matcher = SIZE.matcher(line);
        if (!matcher.matches()) {
            return -1;
        }
        int size = Integer.parseInt(matcher.group(1), 16);
        awaited = size == 0 ? Awaited.TRAILER : Awaited.END_OF_DATA;
        return size;
    }

    private int trailer(String line) {
        if (line.isEmpty()) {
            awaited = Awaited.NOTHING;
            return 0;
        }
        return ++trailers > MOST_TRAILERS ? -1 : 0;
    }
}
