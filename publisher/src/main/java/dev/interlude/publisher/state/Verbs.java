package dev.interlude.publisher.state;

import dev.interlude.protocol.Phase;
import java.util.stream.Collectors;

/** Which verbs are legal in which phase; for messages. */
final class Verbs {

    private Verbs() {}

    /** As in {@code legal now: in_progress (update, extend), completed (complete)}. */
    static String legalIn(Phase phase) {
        return phase.successors().stream()
                .map(next -> next.wireName() + " (" + leading(phase, next) + ")")
                .collect(Collectors.joining(", ", "legal now: ", ""));
    }

    private static String leading(Phase from, Phase to) {
        return switch (to) {
            case OPERATIONAL -> "cancel";
            case SCHEDULED -> from == Phase.SCHEDULED ? "announce, update, extend" : "announce";
            case IN_PROGRESS -> from == Phase.IN_PROGRESS ? "update, extend" : "start";
            case COMPLETED -> "complete";
        };
    }
}
