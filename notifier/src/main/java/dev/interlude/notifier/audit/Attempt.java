package dev.interlude.notifier.audit;

import dev.interlude.protocol.MaintenanceState;
import java.time.Instant;
import java.util.Optional;

/**
 * One attempt to change a state.
 *
 * @param who the holder of the token
 * @param from the client's address
 * @param status that was answered
 */
public record Attempt(Instant at, String who, String from, String app, int status, Result result) {

    /** What came of it. */
    public sealed interface Result {

        /** The state as it is since. */
        record Holds(MaintenanceState state) implements Result {}

        /** Nothing was changed. */
        record Refused() implements Result {}
    }

    Optional<MaintenanceState> state() {
        return result instanceof Result.Holds holds ? Optional.of(holds.state()) : Optional.empty();
    }
}
