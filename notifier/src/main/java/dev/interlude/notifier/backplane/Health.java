package dev.interlude.notifier.backplane;

/** How a backplane is. */
public sealed interface Health {

    /** States can be read and stored. */
    record Well() implements Health {}

    /**
     * States are served as they were last known, and none can be stored.
     *
     * @param kind what is wrong
     * @param detail how it shows, one sentence without a full stop
     */
    record Unwell(BackplaneFailure.Kind kind, String detail) implements Health {}
}
