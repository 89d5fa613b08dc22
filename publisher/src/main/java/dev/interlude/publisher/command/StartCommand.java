package dev.interlude.publisher.command;

import dev.interlude.protocol.Notice;
import dev.interlude.protocol.Phase;
import dev.interlude.publisher.site.DefaultTexts;
import dev.interlude.publisher.state.Goal;
import dev.interlude.publisher.state.Goals;
import dev.interlude.publisher.state.Reconciler;
import java.util.List;

/** The maintenance begins. */
final class StartCommand extends MoveVerb {

    StartCommand(Surroundings surroundings) {
        super(surroundings, Reconciler.Wait.UNLESS_LIVE);
    }

    @Override
    Goal goal(Workplace workplace) {
        DefaultTexts texts = workplace.defaultTexts();
        Notice unannounced = new Notice(
                NoticeIds.of(workplace.now()),
                workplace.now(),
                null,
                false,
                false,
                texts.title(Phase.IN_PROGRESS),
                texts.body(Phase.IN_PROGRESS),
                List.of(),
                null);
        return Goals.start(workplace.now(), unannounced);
    }
}
