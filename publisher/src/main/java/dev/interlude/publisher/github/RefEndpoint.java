package dev.interlude.publisher.github;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.interlude.publisher.failure.Failure;
import dev.interlude.publisher.target.RaceLost;
import java.util.Locale;
import java.util.stream.Stream;

/** {@code /repos/{owner}/{repo}/git/refs}: the one step by which a publish becomes true. Never forced. */
final class RefEndpoint {

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
        settle(api.post(repository.path("/git/refs"), body), 201, "create branch " + branch + " in " + repository);
    }

    /** @throws RaceLost if somebody committed to the branch in between */
    void move(String branch, String commit) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("sha", commit);
        body.put("force", false);
        String path = repository.path("/git/refs/heads/" + RepositoryName.segments(branch));
        settle(api.patch(path, body), 200, "move branch " + branch + " of " + repository);
    }

    private static void settle(Answer answer, int success, String tried) {
        if (answer.is(success)) {
            return;
        }
        Failure refusal = Refusal.of(tried, Permission.CONTENTS_WRITE, answer);
        if ((answer.is(409) || answer.is(422)) && !isForbidden(answer)) {
            throw new RaceLost(tried + ": " + refusal.happened());
        }
        throw refusal;
    }

    /** Rules refuse with the statuses of a lost race; trying again would be refused again. */
    private static boolean isForbidden(Answer answer) {
        String message = answer.message().toLowerCase(Locale.ROOT);
        return Stream.of("rule violations", "protected", "archived").anyMatch(message::contains);
    }
}
