package dev.interlude.notifier.state;

import dev.interlude.protocol.MaintenanceState;
import dev.interlude.protocol.Phase;
import dev.interlude.protocol.Violation;
import java.util.List;

/** What is to be done with a state that a writer sent. */
public sealed interface Judgement {

    /** Users would be told what they are told already: nothing is stored, nobody is told. */
    record Unchanged() implements Judgement {}

    /** To be stored and told, as numbered. */
    record Next(MaintenanceState state) implements Judgement {}

    /**
     * No legal move.
     *
     * @param reason one sentence without a full stop
     * @param legal the phases that would have been legal
     */
    record Illegal(String reason, List<Phase> legal) implements Judgement {}

    /** Not acceptable, whatever is stored. */
    record Invalid(List<Violation> violations) implements Judgement {}
}
