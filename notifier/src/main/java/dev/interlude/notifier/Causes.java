package dev.interlude.notifier;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a log line says of a failure: each cause, and of one that nobody foresaw where it happened. */
final class Causes {

    /** From the place of the failure outwards; enough to leave the libraries. */
    private static final int MOST_FRAMES = 12;

    private Causes() {}

    /** The failure and its causes, outermost first, one line each. */
    static List<String> of(@Nullable Throwable thrown) {
        List<String> causes = new ArrayList<>();
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            causes.add(cause + (isForeseen(cause) ? "" : place(cause)));
        }
        return causes;
    }

    /** Disks fill and networks end: there the message says it all. */
    private static boolean isForeseen(Throwable cause) {
        return cause instanceof IOException;
    }

    private static String place(Throwable cause) {
        return Stream.of(cause.getStackTrace())
                .limit(MOST_FRAMES)
                .map(StackTraceElement::toString)
                .collect(Collectors.joining(" < ", " at ", ""));
    }
}
