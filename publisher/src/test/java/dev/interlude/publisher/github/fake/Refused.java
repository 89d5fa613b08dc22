package dev.interlude.publisher.github.fake;

/** Ends the handling of a request with an error. */
final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Reply reply;

    Refused(int status, String message) {
        this(Reply.error(status, message));
    }

    Refused(Reply reply) {
        super("refused with " + reply.status());
        this.reply = reply;
    }

    Reply reply() {
        return reply;
    }
}
