package dev.interlude.protocol;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Where an application stands in its maintenance. The wire names are lower case, as in {@code in_progress}. */
public enum Phase {
    /** Nothing is announced; the state carries no notice. */
    OPERATIONAL("operational"),
    /** A window is announced and has not begun. */
    SCHEDULED("scheduled"),
    /** The application is, or is about to be, out of service. */
    IN_PROGRESS("in_progress"),
    /** The work is over; shown for an hour, then read as operational. */
    COMPLETED("completed");

    private final String wireName;

    Phase(String wireName) {
        this.wireName = wireName;
    }

    /** The name in JSON, flags and messages. */
    public String wireName() {
        return wireName;
    }

    /** The phase of that wire name; empty for a name that this version does not know. */
    public static Optional<Phase> ofWireName(String name) {
        return Arrays.stream(values())
                .filter(phase -> phase.wireName.equals(name))
                .findFirst();
    }

    /** The phases that may follow this one, in the order in which a message lists them. */
    public List<Phase> successors() {
        return switch (this) {
            case OPERATIONAL -> List.of(SCHEDULED, IN_PROGRESS);
            case SCHEDULED -> List.of(SCHEDULED, IN_PROGRESS, OPERATIONAL);
            case IN_PROGRESS -> List.of(IN_PROGRESS, COMPLETED);
            case COMPLETED -> List.of(OPERATIONAL, SCHEDULED, IN_PROGRESS);
        };
    }
}
