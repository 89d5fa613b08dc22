package dev.interlude.publisher.command;

import dev.interlude.publisher.state.Goal;
import dev.interlude.publisher.state.Goals;
import dev.interlude.publisher.state.Reconciler;
import picocli.CommandLine.Command;

/** The maintenance is over. */
@Command(
        name = "complete",
        description =
                "The maintenance is over: people are brought back. Run it after the switch has moved the traffic.",
        footerHeading = "%nExamples:%n",
        footer = {"  publisher complete"})
final class CompleteCommand extends MoveVerb {

    CompleteCommand(Surroundings surroundings) {
        super(surroundings, Reconciler.Wait.ALWAYS);
    }

    @Override
    Goal goal(Workplace workplace) {
        return Goals.complete(workplace.now());
    }
}
