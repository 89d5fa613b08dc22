package dev.interlude.publisher.github;

import dev.interlude.publisher.failure.Failure;

/** What a workflow's {@code GITHUB_TOKEN} can never do, said without asking GitHub. */
final class WorkflowToken {

    static final String ADVICE = "do this once by hand or with another token; an App's or a person's token that may do"
            + " it in a workflow is given as INTERLUDE_GITHUB_TOKEN, not as GITHUB_TOKEN";

    private WorkflowToken() {}

    static Failure cannot(String tried) {
        return new Failure(
                Failure.Kind.REFUSED,
                tried,
                "GitHub never lets a workflow's GITHUB_TOKEN do that, so it was not asked",
                ADVICE);
    }
}
