package dev.interlude.notifier.http;

import java.io.IOException;
import java.util.function.Supplier;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.grizzly.http.util.FastHttpDateFormat;
import org.glassfish.grizzly.http.util.HttpStatus;
import org.glassfish.grizzly.nio.NIOConnection;

/** Bodies in and answers out. */
final class Wire {

    private static final System.Logger LOG = System.getLogger(Wire.class.getName());

    private static final int MOST_NOT_TAKEN_BYTES = 64 * 1024;

    private Wire() {}

    static void write(Response response, Answer answer) throws IOException {
        response.setStatus(answer.status(), reason(answer.status()));
        // Clients set their clock by it.
        response.setHeader("Date", FastHttpDateFormat.getCurrentDate());
        response.setHeader("X-Content-Type-Options", "nosniff");
        answer.headers().forEach((name, value) -> {
            if (name.equals("Content-Type")) {
                response.setContentType(value);
            } else if (name.equals("Upgrade")) {
                // Past Grizzly's own method, which would take the answer for an upgrade and leave out its length.
                response.getResponse().getHeaders().setValue(name).setString(value);
            } else {
                response.setHeader(name, value);
            }
        });
        if (answer.status() != 304) {
            response.setContentLength(answer.body().length);
        }
        response.getOutputStream().write(answer.body());
    }

    /** Answers; where the answer cannot be found, with a bare 500. */
    static void answer(Response response, Supplier<Answer> answer) throws IOException {
        write(response, answered(answer));
    }

    /** Answers a suspended response; whatever goes wrong, it is resumed. */
    static void resume(Response response, Supplier<Answer> answer) {
        try {
            write(response, answered(answer));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "A client left before its answer", e);
        } finally {
            response.resume();
        }
    }

    /** Answers a suspended response and ends its connection, which is still in the middle of its request. */
    static void writeAndClose(Request request, Answer answer) {
        try {
            write(request.getResponse(), answer.with("Connection", "close"));
            request.getResponse().flush();
        } catch (IOException | IllegalStateException e) {
            LOG.log(System.Logger.Level.DEBUG, "A client left before its answer", e);
        } finally {
            // Not resumed: the server would use the request for another one, while a piece of the body may be coming
            // in.
            request.getRequest().getConnection().closeSilently();
        }
    }

    /**
     * Whether it comes over a connection whose earlier answers are not taken. Answers are written without waiting, so that nobody
     * keeps a thread; and since most clients ask only when they have read, what they leave is never much.
     */
    static boolean isBehind(Request request) {
        return request.getRequest().getConnection() instanceof NIOConnection connection
                && connection.getAsyncWriteQueue().spaceInBytes() > MOST_NOT_TAKEN_BYTES;
    }

    /** Lines of the same name are one list (RFC 9110, section 5.3); empty where there are none. */
    static String wholeHeader(Request request, String name) {
        return String.join(",", request.getHeaders(name));
    }

    /** The reason phrase, for those that Grizzly has no word for. */
    private static String reason(int status) {
        return switch (status) {
            case 422 -> "Unprocessable Content";
            case 426 -> "Upgrade Required";
            case 428 -> "Precondition Required";
            case 429 -> "Too Many Requests";
            case 507 -> "Insufficient Storage";
            default -> HttpStatus.getHttpStatus(status).getReasonPhrase();
        };
    }

    private static Answer answered(Supplier<Answer> answer) {
        try {
            return answer.get();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "A request failed", e);
            return Answer.bare(500);
        }
    }
}
