package dev.interlude.publisher.hub;

import dev.interlude.protocol.MaintenanceState;
import dev.interlude.protocol.StateVersion;
import java.net.URI;

/** The hub, as a publisher sees it. Used by one thread at a time. */
public interface Hub {

    /** What came of asking the hub for its state. */
    sealed interface Reading {

        /** The hub's own state. */
        record Known(MaintenanceState state) implements Reading {}

        /** The hub did not answer in the time given. */
        record Unreachable(String reason) implements Reading {}
    }

    /** What came of telling the hub a state. */
    sealed interface Answer {

        /** The hub has it, numbered so, and tells everybody. */
        record Told(MaintenanceState state) implements Answer {}

        /** The hub's state is not the one that was read before; read again. */
        record Outdated() implements Answer {}

        /** The hub did not answer in the time given. */
        record Unreachable(String reason) implements Answer {}
    }

    /** In words, as in {@code hub https://hub.example.com}. */
    String description();

    /** What it is asked at, and told at. */
    URI stateUrl();

    /**
     * Asks for the state of the app.
     *
     * @throws dev.interlude.publisher.failure.Failure if something that is no hub answers
     */
    Reading read();

    /**
     * Tells a state, whose version is the base: the newest that this writer has seen.
     *
     * @param readVersion the version that {@link #read} gave; the hub refuses where it has moved on
     * @throws dev.interlude.publisher.failure.Failure REFUSED if the hub refuses the token or the document,
     *     ILLEGAL_MOVE if it refuses the move
     */
    Answer tell(MaintenanceState state, StateVersion readVersion);
}
