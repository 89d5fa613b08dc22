package dev.interlude.publisher.state;

import dev.interlude.protocol.MaintenanceState;

/**
 * What a verb wants to be true. Pure: it is asked again with a newer state when somebody else was faster, and must then
 * see that it is reached if it is.
 */
@FunctionalInterface
public interface Goal {

    /** What is to be done about a state. */
    sealed interface Step {

        /** The goal is reached; no new revision. */
        record Reached() implements Step {}

        /** This state is to be written; its version is still that of the state it came from. */
        record Write(MaintenanceState next) implements Step {}
    }

    /**
     * Judges a state.
     *
     * @throws dev.interlude.publisher.failure.Failure ILLEGAL_MOVE if there is no legal move to the goal
     */
    Step from(MaintenanceState state);
}
