package dev.interlude.notifier.strict;

import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The lines of one request's head, judged one by one (RFC 9112, sections 2 to 6). Used by one thread at a time. */
final class Head {

    /** What follows the head. */
    enum Body {
        NONE,
        OF_LENGTH,
        CHUNKED
    }

    private static final int MOST_LINES = 51;
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";

    private static final String HOST = "(?:\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._~%!$&'()*+,;=-]*)(?::\\d*)?";
    private static final String PATH = "[\\x21\\x22\\x24-\\x7E]*";

    /** A path, a whole address, or the server itself (RFC 9112, section 3.2). */
    private static final String TARGET = "(?:/" + PATH + "|(?i:https?)://" + HOST + "(?:[/?]" + PATH + ")?|\\*)";

    private static final Pattern REQUEST_LINE = Pattern.compile(TOKEN + " " + TARGET + " HTTP/(\\d)\\.(\\d)");
    private static final Pattern HOST_VALUE = Pattern.compile(HOST);

    /** Possessive: with a blank that may belong to either part, a line of blanks would be tried in minutes' worth of ways. */
    private static final Pattern FIELD = Pattern.compile("(" + TOKEN + "):([\\t\\x20-\\x7E\\x80-\\xFF]*+)");

    private static final Pattern LENGTH = Pattern.compile("\\d{1,15}");

    private final Predicate<String> upgrades;
    private int lines;
    private int hosts;
    private boolean isOld;
    private boolean isChunked;
    private boolean mayUpgrade;
    private boolean wantsUpgrade;
    private long length = -1;

    /** @param upgrades whether a request line asks for something to which its connection may go over */
    Head(Predicate<String> upgrades) {
        this.upgrades = upgrades;
    }

    /** Takes in the next line, without its end; null where nothing is wrong with it. */
    @Nullable
    Fault line(String line) {
        if (++lines > MOST_LINES) {
            return Fault.TOO_LONG;
        }
        return lines == 1 ? requestLine(line) : field(line);
    }

    /** Whether no line has come yet. */
    boolean isEmpty() {
        return lines == 0;
    }

    /** To be called behind the last line; null where nothing is wrong with the head as a whole. */
    @Nullable
    Fault end() {
        boolean sound = hosts == 1 || (isOld && hosts == 0);
        return sound && !(isChunked && (length >= 0 || isOld)) ? null : Fault.MALFORMED;
    }

    Body body() {
        if (isChunked) {
            return Body.CHUNKED;
        }
        return length > 0 ? Body.OF_LENGTH : Body.NONE;
    }

    /** How long the body is, in bytes. */
    long length() {
        return length;
    }

    /** Whether what follows the head may be of another protocol. */
    boolean isUpgrade() {
        return mayUpgrade && wantsUpgrade;
    }

    private @Nullable Fault requestLine(String line) {
        if (line.startsWith("CONNECT ")) {
            // Grizzly would take all that follows for what is to go through the tunnel.
            return Fault.UNKNOWN_METHOD;
        }
        Matcher matcher = REQUEST_LINE.matcher(line);
        if (!matcher.matches()) {
            return Fault.MALFORMED;
        }
        mayUpgrade = upgrades.test(line);
        isOld = matcher.group(2).equals("0");
        boolean known =
                matcher.group(1).equals("1") && (isOld || matcher.group(2).equals("1"));
        return known ? null : Fault.UNKNOWN_VERSION;
    }

    private @Nullable Fault field(String line) {
        Matcher matcher = FIELD.matcher(line);
        if (!matcher.matches()) {
            return Fault.MALFORMED;
        }
        String value = matcher.group(2).strip();
        return switch (matcher.group(1).toLowerCase(Locale.ROOT)) {
            case "host" -> ++hosts > 1 || !HOST_VALUE.matcher(value).matches() ? Fault.MALFORMED : null;
            case "content-length" -> contentLength(value);
            case "transfer-encoding" -> transferEncoding(value);
            case "upgrade" -> {
                wantsUpgrade |= Stream.of(value.split(",", -1))
                        .anyMatch(token -> token.strip().equalsIgnoreCase("websocket"));
                yield null;
            }
            default -> null;
        };
    }

    /** One, and of digits: a list of equal ones may be taken for one, but need not be. */
    private @Nullable Fault contentLength(String value) {
        if (length >= 0 || !LENGTH.matcher(value).matches()) {
            return Fault.MALFORMED;
        }
        length = Long.parseLong(value);
        return null;
    }

    private @Nullable Fault transferEncoding(String value) {
        if (isChunked || (value.toLowerCase(Locale.ROOT).contains("chunked") && !value.equalsIgnoreCase("chunked"))) {
            return Fault.MALFORMED;
        }
        isChunked = value.equalsIgnoreCase("chunked");
        return isChunked ? null : Fault.UNKNOWN_CODING;
    }
}
