package dev.interlude.publisher.target;

/** A place that sites are published to. Used by one thread at a time. */
public interface Target {

    /** In words, as in {@code github acme/shop-maintenance (gh-pages)}. */
    String description();

    /** What it took so far, in words for {@code --verbose}; empty where it is not worth telling. */
    default String effort() {
        return "";
    }

    /**
     * Reads what the target holds now, with as few requests as that takes.
     *
     * @throws dev.interlude.publisher.failure.Failure if it cannot be read, or belongs to something else and may not be
     *     taken over
     */
    Remote read();
}
