package dev.interlude.publisher.command;

import dev.interlude.publisher.failure.Failure;
import dev.interlude.publisher.state.Goal;
import dev.interlude.publisher.state.Outcome;
import dev.interlude.publisher.state.Reconciler;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Mixin;

/** A verb that makes hub and target agree, moved to a goal where it has one. */
abstract class MoveVerb extends Verb {

    @Mixin
    private ReconcileOptions options = new ReconcileOptions();

    private final Reconciler.Wait usualWait;

    MoveVerb(Surroundings surroundings, Reconciler.Wait usualWait) {
        super(surroundings);
        this.usualWait = usualWait;
    }

    /** What the verb wants to be true. */
    abstract Goal goal(Workplace workplace);

    /** What the verb says about the configuration itself; nothing unless it says so. */
    List<String> standingWarnings(Workplace workplace) {
        return List.of();
    }

    /** Goes there; a verb may put a condition on it. */
    Outcome reach(Reconciler reconciler, Goal goal, Reconciler.Wait wait, Duration atMost) {
        return reconciler.reach(goal, wait, atMost);
    }

    @Override
    public Integer call() {
        Workplace workplace = workplace();
        Goal goal = goal(workplace);
        Outcome outcome = reach(goal, workplace);
        List<String> standing = standingWarnings(workplace);
        standing.forEach(workplace.progress()::warning);
        printer()
                .outcome(
                        outcome.warning(standing),
                        workplace.configuration().site().defaultLanguage());
        return exitCode(outcome);
    }

    private Outcome reach(Goal goal, Workplace workplace) {
        try {
            return reach(
                    workplace.reconciler(options),
                    goal,
                    workplace.wait(options, usualWait),
                    Times.duration("--timeout", options.timeout));
        } finally {
            workplace.tellEffort();
        }
    }

    private static int exitCode(Outcome outcome) {
        Failure failure = outcome.failure();
        if (failure != null) {
            return ExitCodes.of(failure.kind());
        }
        return outcome.hub() == Outcome.HubOutcome.UNREACHABLE ? ExitCodes.UNREACHABLE : ExitCodes.DONE;
    }
}
