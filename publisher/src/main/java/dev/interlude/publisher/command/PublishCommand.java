package dev.interlude.publisher.command;

import dev.interlude.publisher.state.Goal;
import dev.interlude.publisher.state.Outcome;
import dev.interlude.publisher.state.Reconciler;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Makes target, Pages and hub agree on the state that holds. */
final class PublishCommand extends MoveVerb {

    @Option(
            names = "--plan",
            paramLabel = "FILE",
            description =
                    "Do exactly what 'plan --out FILE' said, or nothing: refused with exit code 4 if anything that"
                            + " the plan rests on has changed since.")
    private @Nullable Path planFile;

    PublishCommand(Surroundings surroundings) {
        super(surroundings, Reconciler.Wait.ALWAYS);
    }

    @Override
    Goal goal(Workplace workplace) {
        return state -> new Goal.Step.Reached();
    }

    @Override
    Outcome reach(Reconciler reconciler, Goal goal, Reconciler.Wait wait, Duration atMost) {
        if (planFile == null) {
            return super.reach(reconciler, goal, wait, atMost);
        }
        SavedPlan plan = SavedPlan.read(surroundings().workingDirectory().resolve(planFile));
        return reconciler.publishPlanned(plan::requireSame, wait, atMost);
    }

    @Override
    List<String> standingWarnings(Workplace workplace) {
        return workplace.standingWarnings();
    }
}
