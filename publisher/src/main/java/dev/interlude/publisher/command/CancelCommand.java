package dev.interlude.publisher.command;

import dev.interlude.publisher.state.Goal;
import dev.interlude.publisher.state.Goals;
import dev.interlude.publisher.state.Reconciler;
import picocli.CommandLine.Command;

/** The announced window will not happen. */
@Command(
        name = "cancel",
        description = "The announced window will not happen: the notice is taken back.",
        footerHeading = "%nExamples:%n",
        footer = {"  publisher cancel"})
final class CancelCommand extends MoveVerb {

    CancelCommand(Surroundings surroundings) {
        super(surroundings, Reconciler.Wait.ALWAYS);
    }

    @Override
    Goal goal(Workplace workplace) {
        return Goals.cancel(workplace.now());
    }
}
