package dev.interlude.publisher.failure;

import java.util.List;

/** All the mistakes in one input, found before anything was done. */
public final class ProblemsFound extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Failure.Kind kind;
    private final String source;
    private final transient List<Problem> problems;

    /**
     * @param kind whose mistakes these are: USAGE or CONFIGURATION
     * @param source the input, as in {@code interlude.yaml}
     * @param problems at least one, in the order of the input
     */
    public ProblemsFound(Failure.Kind kind, String source, List<Problem> problems) {
        super(source + ": " + problems.size() + (problems.size() == 1 ? " mistake" : " mistakes"));
        this.kind = kind;
        this.source = source;
        this.problems = List.copyOf(problems);
    }

    public Failure.Kind kind() {
        return kind;
    }

    public String source() {
        return source;
    }

    public List<Problem> problems() {
        return problems;
    }
}
