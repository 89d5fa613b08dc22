package dev.interlude.publisher.command;

import dev.interlude.publisher.state.Goal;
import dev.interlude.publisher.state.Goals;
import dev.interlude.publisher.state.Reconciler;
import java.util.List;
import picocli.CommandLine.Parameters;

/** One more entry in the timeline. */
final class UpdateCommand extends MoveVerb {

    @Parameters(
            paramLabel = "TEXT|LANGUAGE=TEXT",
            arity = "1..*",
            description = "What is new, one text a language, as in \"Half done.\" or \"de=Zur Hälfte fertig.\"")
    private List<String> texts = List.of();

    UpdateCommand(Surroundings surroundings) {
        super(surroundings, Reconciler.Wait.NEVER);
    }

    @Override
    Goal goal(Workplace workplace) {
        String language = workplace.configuration().site().defaultLanguage();
        return Goals.update(workplace.now(), TextOptions.read("TEXT", texts, language));
    }
}
