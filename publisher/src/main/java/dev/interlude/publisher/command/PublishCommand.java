package dev.interlude.publisher.command;

import dev.interlude.publisher.state.Goal;
import dev.interlude.publisher.state.Reconciler;
import java.util.List;
import picocli.CommandLine.Command;

/** Makes target, Pages and hub agree on the state that holds. */
@Command(
        name = "publish",
        description = {
            "Makes the page, GitHub Pages and the hub agree on the state that holds, and waits until the page can be "
                    + "seen. The phase stays as it is: safe to run after every deployment."
        })
final class PublishCommand extends MoveVerb {

    PublishCommand(Surroundings surroundings) {
        super(surroundings, Reconciler.Wait.ALWAYS);
    }

    @Override
    Goal goal(Workplace workplace) {
        return state -> new Goal.Step.Reached();
    }

    @Override
    List<String> standingWarnings(Workplace workplace) {
        return workplace.standingWarnings();
    }
}
