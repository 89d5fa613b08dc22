package dev.interlude.publisher.github;

import dev.interlude.publisher.failure.Failure;
import dev.interlude.publisher.site.Site;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Waits until visitors get the page that was published. A finished build proves nothing by itself (the old site stays
 * up after a failed one, and the newest build may be another commit's), so the end is what the live page says: the
 * published bytes or a newer state. Its mark alone is believed only together with a finished build of our commit.
 */
final class Visibility {

    private static final Duration BUILD_BEGINS_WITHIN = Duration.ofSeconds(25);
    private static final Duration FIRST_GAP = Duration.ofSeconds(2);
    private static final Duration LONGEST_GAP = Duration.ofSeconds(15);

    /** GitHub Pages lets caches keep a page for ten minutes ({@code max-age=600}). */
    private static final Duration CACHED_FOR = Duration.ofMinutes(10);

    private static final Duration TOLD_AGAIN = Duration.ofMinutes(1);

    /** Looks at a page that is not GitHub's, or nowhere, before that is believed. */
    private static final int LOOKS_ELSEWHERE = 3;

    private final Connection connection;
    private final String commit;
    private final boolean changed;
    private final PageCheck check;
    private final WaitStory story;
    private final Instant start;
    private String awaited;
    private Instant buildBegins;
    private List<BuildsEndpoint.Build> before = List.of();
    private List<BuildsEndpoint.Build> seen = List.of();
    private boolean buildRequested;
    private boolean anotherBefore;
    private boolean builtWithOurMark;
    private int looksElsewhere;
    private String lastSeen = "nothing yet";

    Visibility(Connection connection, Site site, String commit, boolean changed, Optional<PagesSite> pages) {
        this.connection = connection;
        this.commit = commit;
        this.changed = changed;
        this.check = new PageCheck(
                connection.live(), site, pages, connection.github().pages()::watched);
        this.story = new WaitStory(connection.progress(), connection.budget(), TOLD_AGAIN);
        this.start = connection.budget().now();
        this.awaited = commit;
        this.buildBegins = start.plus(BUILD_BEGINS_WITHIN);
    }

    /** Returns how it is known that visitors see the page, as one sentence. */
    String await() {
        if (look() && !changed) {
            return check.success();
        }
        anotherBefore = check.showsAnother();
        connection.progress().step("waiting for the build of " + commit.substring(0, 7));
        Duration gap = FIRST_GAP;
        while (true) {
            Optional<String> end = attempt();
            if (end.isPresent()) {
                return end.get();
            }
            story.tell(lastSeen);
            Duration wait =
                    gap.multipliedBy(80 + connection.random().nextInt(41)).dividedBy(100);
            if (!connection.budget().allows(wait)) {
                return atTheEnd();
            }
            connection.sleeper().sleep(wait);
            gap = shorter(gap.multipliedBy(3).dividedBy(2), LONGEST_GAP);
        }
    }

    private Optional<String> attempt() {
        try {
            return afterBuild(buildOfOurs());
        } catch (Failure failure) {
            if (failure.kind() != Failure.Kind.UNREACHABLE) {
                throw failure;
            }
            lastSeen = failure.happened();
            return Optional.empty();
        }
    }

    /** The newest build of our commit; once another one was asked for, one that was not there before. */
    private Optional<BuildsEndpoint.Build> buildOfOurs() {
        List<BuildsEndpoint.Build> ours =
                new ArrayList<>(connection.github().builds().newest());
        ours.removeIf(build -> !build.commit().equals(awaited));
        seen = List.copyOf(ours);
        before.forEach(ours::remove);
        return ours.stream().reduce((one, other) -> other.createdAt().isAfter(one.createdAt()) ? other : one);
    }

    private Optional<String> afterBuild(Optional<BuildsEndpoint.Build> ours) {
        String status = ours.map(BuildsEndpoint.Build::status).orElse("");
        builtWithOurMark = false;
        switch (status) {
            case "built" -> {
                return look() ? Optional.of(check.success()) : withoutSight(ours.get());
            }
            case "errored" -> afterError(ours.get());
            case "" -> {
                if (connection.budget().now().isAfter(buildBegins)) {
                    return withoutBuild();
                }
                lastSeen = "no build of " + awaited + " has begun";
            }
            default -> lastSeen = "the build of " + awaited + " is " + status;
        }
        return Optional.empty();
    }

    /** The page may be there all the same: by a build that the list does not show, or by a later commit's. */
    private Optional<String> withoutBuild() {
        if (!isFollowed()) {
            requestBuild();
        }
        return look() ? Optional.of(check.success()) : Optional.empty();
    }

    /**
     * Whether the branch has moved on: GitHub builds its newest commit and may leave ours out, or call its build
     * failed. Since branches are never forced, the newest one came after ours, as GitHub's own {@code CNAME} commit
     * does.
     */
    private boolean isFollowed() {
        String newest = connection
                .github()
                .refs()
                .watched(connection.settings().branch())
                .orElse(awaited);
        if (newest.equals(awaited)) {
            return false;
        }
        connection.progress().step("the branch has moved on to " + newest + ", whose build is waited for now");
        awaited = newest;
        buildBegins = connection.budget().now().plus(BUILD_BEGINS_WITHIN);
        return true;
    }

    private boolean look() {
        boolean shows = check.showsOurs();
        lastSeen = check.lastSeen();
        return shows;
    }

    /** The build is finished and the page does not show it: later, or altered, or elsewhere, or not to everybody. */
    private Optional<String> withoutSight(BuildsEndpoint.Build build) {
        if (check.isNotForEverybody()) {
            return Optional.of("GitHub has built " + awaited + "; only people who may see the repository can see it");
        }
        builtWithOurMark = check.showsOurMark();
        if (builtWithOurMark && (anotherBefore || isPastCaches(build))) {
            return Optional.of(altered());
        }
        looksElsewhere = check.pointsElsewhere() || check.isNowhere() ? looksElsewhere + 1 : 0;
        if (looksElsewhere < LOOKS_ELSEWHERE) {
            return Optional.empty();
        }
        if (check.isNowhere()) {
            return Optional.of("GitHub has built " + awaited + ", and does not say where it is seen");
        }
        connection
                .progress()
                .warning("visible once DNS points here: " + check.address() + " does not lead to GitHub"
                        + " Pages now, since " + lastSeen + complaint());
        return Optional.of("GitHub has built " + awaited + "; visible once DNS points here");
    }

    private String complaint() {
        return connection
                .github()
                .health()
                .complaint(connection.budget(), connection.sleeper())
                .map(words -> "; GitHub says: " + words)
                .orElse("");
    }

    /** Whether no cache can hold the page from before that build any more. */
    private boolean isPastCaches(BuildsEndpoint.Build build) {
        Instant finished = build.updatedAt().equals(Instant.EPOCH) ? start : build.updatedAt();
        return connection.budget().now().isAfter(finished.plus(CACHED_FOR));
    }

    /** A proxy in front of GitHub may alter every page: that is no reason to say that the publication failed. */
    private String altered() {
        return "GitHub has built " + awaited + "; " + check.success() + ", in other bytes than the published ones";
    }

    /** An old error is what a second run is there to heal; an error of what was just published is the answer. */
    private void afterError(BuildsEndpoint.Build build) {
        lastSeen = "the build of " + awaited + " has failed";
        if (isFollowed()) {
            return;
        }
        if (changed || buildRequested) {
            throw new Failure(
                    Failure.Kind.REFUSED,
                    "build " + awaited + " of " + connection.settings().repository(),
                    "GitHub Pages failed: " + (build.error().isEmpty() ? "no reason given" : build.error()),
                    "run publish again, which asks for a new build; the page from before is still up. Where it fails"
                            + " again, see the Pages settings of the repository");
        }
        requestBuild();
    }

    /** Commits that a workflow's token pushes are not built by themselves. */
    private void requestBuild() {
        if (buildRequested) {
            return;
        }
        buildRequested = true;
        // The list may lag: a verdict that it gave before is none on the build that is asked for now.
        before = seen;
        try {
            connection.progress().step("asking GitHub for a build, since none has begun");
            connection.github().builds().request();
        } catch (Failure failure) {
            connection.progress().warning(failure.getMessage() + "; " + failure.advice());
        }
    }

    private String atTheEnd() {
        if (builtWithOurMark) {
            return altered();
        }
        throw notVisible();
    }

    private Failure notVisible() {
        return new Failure(
                Failure.Kind.NOT_VISIBLE,
                "see " + commit.substring(0, 7) + " at " + check.address(),
                "the time is over; seen last: " + lastSeen,
                "it is published and will appear when GitHub has built it: run publish again to go on waiting, or look"
                        + " at the Pages settings of " + connection.settings().repository());
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
