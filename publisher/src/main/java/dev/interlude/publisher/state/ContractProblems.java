package dev.interlude.publisher.state;

import dev.interlude.protocol.Violation;
import dev.interlude.publisher.failure.Failure;
import dev.interlude.publisher.failure.Problem;
import dev.interlude.publisher.failure.ProblemsFound;
import java.util.List;

/** What the contract refuses in something that the operator wrote. */
public final class ContractProblems {

    private ContractProblems() {}

    /**
     * All of them.
     *
     * @param source the input, as in a file's name
     * @param hidden the part of each pointer that the operator did not write; may be empty
     */
    public static ProblemsFound in(String source, String hidden, List<Violation> violations) {
        List<Problem> problems = violations.stream()
                .map(violation -> new Problem(
                        written(violation.pointer(), hidden),
                        violation.message(),
                        "docs/protocol.md lists the fields and their bounds"))
                .toList();
        return new ProblemsFound(Failure.Kind.USAGE, source, problems);
    }

    private static String written(String pointer, String hidden) {
        return pointer.startsWith(hidden) ? pointer.substring(hidden.length()) : pointer;
    }
}
