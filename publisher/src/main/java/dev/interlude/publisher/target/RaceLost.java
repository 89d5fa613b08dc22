package dev.interlude.publisher.target;

/** Somebody else changed the target between reading and writing. Nothing of theirs was overwritten. */
public final class RaceLost extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String reason;

    /** @param reason what changed, as in "branch gh-pages has moved to 1a2b3c4" */
    public RaceLost(String reason) {
        super(reason);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }
}
