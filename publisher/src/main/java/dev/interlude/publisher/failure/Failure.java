package dev.interlude.publisher.failure;

/**
 * The environment did not do what was asked. It carries the three sentences that an operator needs, none of which may
 * hold a secret; what looks like one is masked.
 */
public final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** The families of failures; each has one exit code. */
    public enum Kind {
        /** The command line makes no sense (exit code 2). */
        USAGE,
        /** The configuration, or a file that it names, cannot be used (3). */
        CONFIGURATION,
        /** The other side understood and said no (4). */
        REFUSED,
        /** The other side did not answer, or not in a usable way (5). */
        UNREACHABLE,
        /** It was published, and could not be seen within the time given (6). */
        NOT_VISIBLE,
        /** The move is not legal in the present phase (7). */
        ILLEGAL_MOVE,
        /** It was published, and its domain has no certificate within the time given (8). */
        NO_CERTIFICATE
    }

    private final Kind kind;
    private final String tried;
    private final String happened;
    private final String advice;

    /**
     * @param tried what was tried, as in "read branch gh-pages of acme/shop"
     * @param happened what happened, as in "GitHub answered 403: …"
     * @param advice what to do, as in "grant the token Contents: write on acme/shop"
     */
    public Failure(Kind kind, String tried, String happened, String advice) {
        super(Masked.in("could not " + tried + ": " + happened));
        this.kind = kind;
        this.tried = Masked.in(tried);
        this.happened = Masked.in(happened);
        this.advice = Masked.in(advice);
    }

    public Failure causedBy(Throwable cause) {
        initCause(cause);
        return this;
    }

    public Kind kind() {
        return kind;
    }

    public String tried() {
        return tried;
    }

    public String happened() {
        return happened;
    }

    public String advice() {
        return advice;
    }
}
