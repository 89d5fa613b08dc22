package dev.interlude.notifier.backplane;

/** The environment did not let a state be stored. Nothing was changed. */
public final class BackplaneFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** What failed. */
    public enum Kind {
        /** The disk refused the write: full, read-only or broken. */
        DISK,
        /** The store that hubs share cannot be reached; the same request may be sent again later. */
        AWAY
    }

    private final Kind kind;

    public BackplaneFailure(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
