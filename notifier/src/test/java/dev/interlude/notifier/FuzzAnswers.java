package dev.interlude.notifier;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Judges what the hub answered on one connection: whatever it was asked, it has to keep to what is documented. */
final class FuzzAnswers {

    private static final Set<Integer> STATUSES = Set.of(
            100, 101, 200, 304, 400, 401, 403, 404, 405, 408, 409, 412, 413, 417, 422, 426, 428, 431, 501, 503, 505);
    private static final Set<Integer> CLOSE_CODES = Set.of(1000, 1002, 1007, 1008, 1009);
    private static final Pattern STATUS_LINE =
            Pattern.compile("HTTP/1\\.1 (\\d{3}) [A-Z][A-Za-z -]+\r\n.*", Pattern.DOTALL);
    private static final Pattern LENGTH = Pattern.compile("\r\nContent-Length: (\\d+)\r\n", Pattern.CASE_INSENSITIVE);
    private static final Pattern INSIDE = Pattern.compile(
            "grizzly|tyrus|glassfish|jackson|exception|\\bjava\\b|\\bserver:|\tat ", Pattern.CASE_INSENSITIVE);

    private final IntConsumer seen;
    private String rest;

    private FuzzAnswers(String received, IntConsumer seen) {
        this.rest = received;
        this.seen = seen;
    }

    /**
     * Finds what is wrong with everything that was received.
     *
     * @param seen is told each status and close code
     * @throws AssertionError if there is anything
     */
    static void judge(byte[] received, IntConsumer seen) {
        new FuzzAnswers(new String(received, StandardCharsets.ISO_8859_1), seen).judge();
    }

    private void judge() {
        while (!rest.isEmpty()) {
            int end = rest.indexOf("\r\n\r\n");
            if (end < 0) {
                require(
                        "HTTP/1.1 ".startsWith(rest) || rest.startsWith("HTTP/1.1 "),
                        "an answer that begins with " + rest);
                return;
            }
            String head = rest.substring(0, end + 4);
            rest = rest.substring(end + 4);
            judge(head);
        }
    }

    private void judge(String head) {
        Matcher line = STATUS_LINE.matcher(head);
        require(line.matches(), "an answer that begins with " + head);
        int status = Integer.parseInt(line.group(1));
        seen.accept(status);
        require(STATUSES.contains(status), "status " + status);
        require(!INSIDE.matcher(head.replace("text/javascript", "")).find(), "what is inside: " + head);
        if (status == 101) {
            frames();
        } else if (head.contains("text/event-stream")) {
            require(rest.isEmpty() || rest.startsWith("retry: "), "a stream that begins with " + rest);
            rest = "";
        } else if (status != 304 && status != 100) {
            body(status, head);
        }
    }

    private void body(int status, String head) {
        Matcher length = LENGTH.matcher(head);
        require(length.find(), "no length: " + head);
        // What answers HEAD has a length and no body.
        boolean none = rest.startsWith("HTTP/1.1 ");
        String body = none ? "" : rest.substring(0, Math.min(rest.length(), Integer.parseInt(length.group(1))));
        rest = rest.substring(body.length());
        if (status >= 400) {
            require(!INSIDE.matcher(body).find(), "what is inside: " + body);
        }
        if (head.contains("application/problem+json") && body.endsWith("}")) {
            requireProblem(status, body);
        }
    }

    private static void requireProblem(int status, String body) {
        try {
            var problem = Fixtures.JSON.readTree(body.getBytes(StandardCharsets.ISO_8859_1));
            require(problem.path("status").intValue() == status, "another status in " + body);
        } catch (IOException e) {
            throw new AssertionError(body, e);
        }
    }

    private void frames() {
        while (rest.length() >= 2) {
            int first = rest.charAt(0);
            int code = rest.charAt(1);
            require(
                    first == 0x81 || first == 0x88 || first == 0x89 || first == 0x8A,
                    "a frame that begins with " + first);
            require(code < 127, "a frame of length code " + code);
            int header = code == 126 ? 4 : 2;
            if (rest.length() < header) {
                return;
            }
            int length = code == 126 ? (rest.charAt(2) << 8) | rest.charAt(3) : code;
            if (rest.length() < header + length) {
                return;
            }
            String payload = rest.substring(header, header + length);
            rest = rest.substring(header + length);
            if (first == 0x88) {
                close(payload);
            }
        }
    }

    private void close(String payload) {
        if (payload.length() >= 2) {
            int code = (payload.charAt(0) << 8) | payload.charAt(1);
            seen.accept(code);
            // Codes of applications may be returned as they came (RFC 6455, section 5.5.1).
            require(CLOSE_CODES.contains(code) || isOfClient(code), "close code " + code);
            require(!INSIDE.matcher(payload).find(), "what is inside: " + payload);
        } else {
            require(payload.isEmpty(), "half a close code");
        }
        require(rest.isEmpty(), "something behind the Close");
    }

    private static boolean isOfClient(int code) {
        return code >= 3000 && code < 5000;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise.length() > 500 ? otherwise.substring(0, 500) : otherwise);
        }
    }
}
