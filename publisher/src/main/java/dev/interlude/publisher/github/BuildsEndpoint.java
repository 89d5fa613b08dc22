package dev.interlude.publisher.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code /repos/{owner}/{repo}/pages/builds}: what became of which commit. */
final class BuildsEndpoint {

    private final GitHubApi api;
    private final RepositoryName repository;

    BuildsEndpoint(GitHubApi api, RepositoryName repository) {
        this.api = api;
        this.repository = repository;
    }

    /** The newest builds, newest first. The latest alone may be another commit's. */
    List<Build> newest() {
        Answer answer = api.get(repository.path("/pages/builds?per_page=10"));
        if (answer.is(404)) {
            return List.of();
        }
        if (!answer.is(200)) {
            throw Refusal.of("read the Pages builds of " + repository, Permission.PAGES_READ, answer);
        }
        List<Build> builds = new ArrayList<>();
        answer.json().forEach(json -> builds.add(Build.of(json)));
        return builds;
    }

    /** Asks for a build of the branch's head. */
    void request() {
        api.sendLooking(this::requested, this::underWay);
    }

    private boolean requested() {
        Answer answer = api.post(repository.path("/pages/builds"));
        if (!answer.is(201)) {
            throw Refusal.of("ask for a Pages build of " + repository, Permission.PAGES_WRITE, answer);
        }
        return true;
    }

    /** GitHub makes about ten builds an hour, so one is not asked for twice. */
    private Optional<Boolean> underWay() {
        return newest().stream()
                .findFirst()
                .filter(build ->
                        !build.status().equals("built") && !build.status().equals("errored"))
                .map(build -> true);
    }

    /**
     * One build.
     *
     * @param commit what it was made of; empty while that is not known
     * @param status built, building, errored, queued or a word of tomorrow
     * @param error GitHub's message where it failed, else empty
     * @param createdAt when it was asked for; 1970 where GitHub does not say
     * @param updatedAt when its status changed last; 1970 where GitHub does not say
     */
    record Build(String commit, String status, String error, Instant createdAt, Instant updatedAt) {

        static Build of(JsonNode json) {
            return new Build(
                    json.path("commit").asText(""),
                    json.path("status").asText(""),
                    json.at("/error/message").asText(""),
                    time(json.path("created_at").asText("")),
                    time(json.path("updated_at").asText("")));
        }

        private static Instant time(String text) {
            try {
                return Instant.parse(text);
            } catch (DateTimeParseException e) {
                return Instant.EPOCH;
            }
        }
    }
}
