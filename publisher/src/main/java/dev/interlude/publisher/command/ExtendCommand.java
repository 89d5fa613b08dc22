package dev.interlude.publisher.command;

import dev.interlude.publisher.state.Goal;
import dev.interlude.publisher.state.Goals;
import dev.interlude.publisher.state.Reconciler;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The window ends later. */
final class ExtendCommand extends MoveVerb {

    @ArgGroup(multiplicity = "1")
    private End end = new End();

    /** One of the two. */
    private static final class End {

        @Option(names = "--for", paramLabel = "DURATION", description = "It ends that long from now, as in 30m.")
        private @Nullable String duration;

        @Option(names = "--ends-at", paramLabel = "TIME", description = "It ends then, as in 2026-11-20T23:00Z.")
        private @Nullable String time;
    }

    ExtendCommand(Surroundings surroundings) {
        super(surroundings, Reconciler.Wait.NEVER);
    }

    @Override
    Goal goal(Workplace workplace) {
        Instant now = workplace.now();
        Instant endsAt = end.time == null
                ? now.plus(Times.duration("--for", end.duration == null ? "" : end.duration))
                : Times.time("--ends-at", end.time, now);
        return Goals.extend(now, endsAt);
    }
}
