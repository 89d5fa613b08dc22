package dev.interlude.publisher.target;

/** Somebody else changed the target between reading and writing. Nothing of theirs was overwritten. */
public final class RaceLost extends RuntimeException {

    private static final long serialVersionUID = 1;

    public RaceLost(String message) {
        super(message);
    }
}
