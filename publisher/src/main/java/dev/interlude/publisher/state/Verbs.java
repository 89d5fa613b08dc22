package dev.interlude.publisher.state;

import dev.interlude.protocol.Phase;
import java.util.List;
import java.util.stream.Collectors;

/** Which verb leads to which phase; for messages. */
final class Verbs {

    private Verbs() {}

    static String leadingTo(List<Phase> phases) {
        return phases.stream().map(Verbs::leadingTo).collect(Collectors.joining(", ", " (", ")"));
    }

    private static String leadingTo(Phase phase) {
        return switch (phase) {
            case OPERATIONAL -> "cancel";
            case SCHEDULED -> "announce";
            case IN_PROGRESS -> "start";
            case COMPLETED -> "complete";
        };
    }
}
