package dev.interlude.publisher.command;

import dev.interlude.publisher.failure.Failure;
import java.nio.file.InvalidPathException;
import java.util.Map;
import java.util.Optional;

/**
 * Texts that did not get through: the system hands them over in the encoding of the locale, and where that is ASCII, as in many
 * pipelines, whatever is more than ASCII has been replaced before this process has begun.
 */
final class LostText {

    /** What Java puts where it cannot read. */
    private static final char REPLACEMENT = '\uFFFD';

    private static final String ADVICE =
            "run it with LC_ALL=C.UTF-8, or write the texts into a file: --notice FILE, --config FILE";

    private LostText() {}

    /** The mistake, where an argument, or a variable that is ours, has lost characters. */
    static Optional<Failure> in(Map<String, String> environment, String... args) {
        for (int i = 0; i < args.length; i++) {
            if (args[i].indexOf(REPLACEMENT) >= 0) {
                return Optional.of(lost("the command line", "argument " + (i + 1)));
            }
        }
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            if (variable.getKey().startsWith("INTERLUDE_")
                    && variable.getValue().indexOf(REPLACEMENT) >= 0) {
                return Optional.of(lost("the environment", variable.getKey()));
            }
        }
        return Optional.empty();
    }

    /** A path out of a file, which has characters that the locale has no names for. */
    static Failure path(InvalidPathException e) {
        return new Failure(
                        Failure.Kind.CONFIGURATION,
                        "use the path " + e.getInput(),
                        "the locale's encoding, " + encoding() + ", cannot express it",
                        ADVICE)
                .causedBy(e);
    }

    private static Failure lost(String where, String what) {
        return new Failure(
                Failure.Kind.USAGE,
                "read " + where,
                what + " has characters that were lost on the way, in the locale's encoding, " + encoding(),
                ADVICE);
    }

    private static String encoding() {
        return System.getProperty("sun.jnu.encoding", "unknown");
    }
}
