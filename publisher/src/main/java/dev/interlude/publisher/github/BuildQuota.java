package dev.interlude.publisher.github;

import dev.interlude.publisher.failure.Failure;
import dev.interlude.publisher.github.BuildsEndpoint.Build;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Watches GitHub's soft limit of ten Pages builds an hour, beyond which builds wait without a word. */
final class BuildQuota {

    private static final int WARNED_FROM = 8;
    private static final Duration SPAN = Duration.ofHours(1);

    private final Connection connection;
    private final String commit;

    /** @param commit the one just published, whose build may not be listed yet */
    BuildQuota(Connection connection, String commit) {
        this.connection = connection;
        this.commit = commit;
    }

    /** One request, as a build poll is; a refusal of it is no reason to fail. */
    List<String> warnings() {
        List<Build> newest;
        try {
            newest = connection.github().builds().newest();
        } catch (Failure failure) {
            return List.of();
        }
        Instant since = connection.budget().now().minus(SPAN);
        long others = newest.stream()
                .filter(build ->
                        !build.commit().equals(commit) && build.createdAt().isAfter(since))
                .count();
        return others + 1 < WARNED_FROM
                ? List.of()
                : List.of("this is Pages build " + (others + 1)
                        + " within an hour, and GitHub makes about 10: gather what"
                        + " is left to say into one update, or the page will lag behind the hub");
    }
}
