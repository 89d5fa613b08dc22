package dev.interlude.publisher.github;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.interlude.publisher.failure.Failure;
import dev.interlude.publisher.target.RaceLost;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code /repos/{owner}/{repo}/git/refs}: the one step by which a publish becomes true. Never forced. */
final class RefEndpoint {

    private static final int TRIES = 3;

    private final GitHubApi api;
    private final RepositoryName repository;

    RefEndpoint(GitHubApi api, RepositoryName repository) {
        this.api = api;
        this.repository = repository;
    }

    /** @throws RaceLost if somebody created the branch in between */
    void create(String branch, String commit) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("ref", "refs/heads/" + branch);
        body.put("sha", commit);
        String tried = "create branch " + branch + " in " + repository;
        settle(new Step(branch, Optional.empty(), commit, tried), () -> api.post(repository.path("/git/refs"), body));
    }

    /**
     * Moves the branch.
     *
     * @param parent where it was when it was read
     * @throws RaceLost if somebody committed to the branch in between
     */
    void move(String branch, String parent, String commit) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("sha", commit);
        body.put("force", false);
        String path = repository.path("/git/refs/heads/" + RepositoryName.segments(branch));
        String tried = "move branch " + branch + " of " + repository;
        settle(new Step(branch, Optional.of(parent), commit, tried), () -> api.patch(path, body));
    }

    /** Where the branch is; empty where it is not there. */
    Optional<String> head(String branch) {
        return head(branch, api.get(path(branch)));
    }

    /** The same, asked again and again. */
    Optional<String> watched(String branch) {
        return head(branch, api.poll(path(branch)));
    }

    private Optional<String> head(String branch, Answer answer) {
        return switch (answer.status()) {
            case 200 -> Optional.of(answer.text("/object/sha"));
            case 404, 409 -> Optional.empty();
            default ->
                throw Refusal.of("read branch " + branch + " of " + repository, Permission.CONTENTS_READ, answer);
        };
    }

    private String path(String branch) {
        return repository.path("/git/ref/heads/" + RepositoryName.segments(branch));
    }

    /**
     * Rules refuse with the statuses of a lost race, and a lost answer says nothing at all; where the branch is tells
     * them apart, in no words that may change. GitHub also refuses for a moment only, so one that nobody has moved is
     * tried again.
     */
    private void settle(Step step, Supplier<Answer> request) {
        for (int attempt = 1; ; attempt++) {
            Optional<Failure> refusal = refusal(step, request);
            if (refusal.isEmpty()) {
                return;
            }
            Optional<String> now = head(step.branch());
            if (now.equals(Optional.of(step.to()))) {
                return;
            }
            if (!now.equals(step.from())) {
                throw new RaceLost(step.tried() + ": " + refusal.get().happened());
            }
            if (attempt == TRIES || isRule(refusal.get()) || !api.pause(attempt)) {
                throw refusal.get();
            }
        }
    }

    /** Why it was not done, where that may have changed; empty where it was. */
    private static Optional<Failure> refusal(Step step, Supplier<Answer> request) {
        try {
            Answer answer = request.get();
            if (answer.is(200) || answer.is(201)) {
                return Optional.empty();
            }
            boolean unclear = answer.is(409) || answer.is(422) || answer.status() >= 500;
            if (!unclear) {
                throw Refusal.of(step.tried(), Permission.CONTENTS_WRITE, answer);
            }
            return Optional.of(
                    answer.status() < 500
                            ? Refusal.of(step.tried(), answer, Refusal.RULES)
                            : Refusal.of(step.tried(), Permission.CONTENTS_WRITE, answer));
        } catch (Failure failure) {
            if (failure.kind() != Failure.Kind.UNREACHABLE) {
                throw failure;
            }
            return Optional.of(failure);
        }
    }

    /** Saves the tries where the words are those of today. */
    private static boolean isRule(Failure refusal) {
        return refusal.happened().toLowerCase(Locale.ROOT).matches(".*(rule violation|protected).*");
    }

    /**
     * One step of a branch.
     *
     * @param from where it was when it was read; empty where it was not there
     * @param to our commit
     */
    private record Step(String branch, Optional<String> from, String to, String tried) {}
}
