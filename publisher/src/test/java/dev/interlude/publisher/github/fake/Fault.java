package dev.interlude.publisher.github.fake;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Something that goes wrong with one request. */
public sealed interface Fault {

    /** The request is not handled and answered with this. */
    record Status(int status, Map<String, String> headers, String body) implements Fault {}

    /** The same, with a body that is no text. */
    @SuppressWarnings("ArrayRecordComponent")
    record Bytes(int status, Map<String, String> headers, byte[] body) implements Fault {}

    /** The request is not handled and the connection is cut. */
    record Cut() implements Fault {}

    /** The request is handled, and its answer is lost. */
    record AnswerLost() implements Fault {}

    /** The request is handled, and only half of its answer arrives. */
    record HalfAnswer() implements Fault {}

    /** The request is handled, and its answer begins after that time. */
    record Delay(Duration time) implements Fault {}

    /** Something else happens just before the request is handled. */
    record Meanwhile(Runnable what) implements Fault {}

    /** An error in GitHub's shape. */
    static Fault status(int status, String message) {
        return new Status(status, Map.of(), "{\"message\": \"" + message + "\"}");
    }

    /** The answer that takes the place of the real one; empty where the request is handled. */
    default Optional<Reply> replacement() {
        if (this instanceof Bytes bytes) {
            Reply reply = Reply.bytes(bytes.status(), "application/json", bytes.body());
            bytes.headers().forEach(reply::with);
            return Optional.of(reply);
        }
        if (!(this instanceof Status fault)) {
            return Optional.empty();
        }
        Reply reply =
                Reply.bytes(fault.status(), "application/json", fault.body().getBytes(StandardCharsets.UTF_8));
        fault.headers().forEach(reply::with);
        return Optional.of(reply);
    }
}
