package dev.interlude.publisher.github;

import static dev.interlude.publisher.github.Refusals.refused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlude.publisher.failure.Failure;
import dev.interlude.publisher.github.fake.FakePages;
import dev.interlude.publisher.github.fake.FakeRepository;
import dev.interlude.publisher.github.fake.Fault;
import dev.interlude.publisher.github.fake.SeenRequest;
import dev.interlude.publisher.site.Site;
import dev.interlude.publisher.target.Publication;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** "Published" is said when visitors get the page, and not before. */
class VisibilityTest {

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void buildOfAnotherCommitIsNotTakenForOurs() {
        Publication publication = bench.publish(Sites.text(1));
        pages().builtElsewhere("e".repeat(40));
        pages().failedElsewhere("f".repeat(40));

        assertThat(publication.awaitVisible(Bench.TIMEOUT)).contains("shows version");
        assertThat(pages().live("index.html")).hasValue(Sites.page(1));
    }

    @Test
    void finishedBuildIsNotBelievedUntilThePageShowsIt() {
        bench.published(Sites.text(1));
        Publication publication = bench.publish(Sites.text(2));
        pages().stale(4);

        publication.awaitVisible(Bench.TIMEOUT);

        assertThat(bench.github().requests().stream().filter(seen -> !seen.isApi()))
                .hasSizeGreaterThanOrEqualTo(5)
                .extracting(seen -> seen.path())
                .doesNotHaveDuplicates();
    }

    @Test
    void timeThatIsOverSaysWhatWasSeenLast() {
        bench.published(Sites.text(1));
        Publication publication = bench.publish(Sites.text(2));
        pages().stale(1000);

        Failure failure = refused(() -> publication.awaitVisible(Duration.ofMinutes(2)));

        assertThat(failure.kind()).isEqualTo(Failure.Kind.NOT_VISIBLE);
        assertThat(failure.happened()).contains("it shows version 1795212000000.1");
    }

    @Test
    void buildThatNeverEndsIsSaid() {
        Publication publication = bench.publish(Sites.text(1));
        pages().finishingAfter(1000);

        Failure failure = refused(() -> publication.awaitVisible(Duration.ofMinutes(3)));

        assertThat(failure.kind()).isEqualTo(Failure.Kind.NOT_VISIBLE);
        assertThat(failure.happened()).contains("the build of " + publication.reference() + " is building");
    }

    @Test
    void buildThatFailsIsReportedWithGitHubsMessage() {
        bench.published(Sites.text(1));
        pages().failingNext("Page build failed: file is too large");
        Publication publication = bench.publish(Sites.text(2));

        Failure failure = refused(() -> publication.awaitVisible(Bench.TIMEOUT));

        assertThat(failure.kind()).isEqualTo(Failure.Kind.REFUSED);
        assertThat(failure.happened()).contains("file is too large");
        assertThat(pages().live("index.html")).hasValue(Sites.page(1));
    }

    @Test
    void secondRunHealsABuildThatFailed() {
        bench.published(Sites.text(1));
        pages().failingNext("Page build failed");
        Publication failed = bench.publish(Sites.text(2));
        refused(() -> failed.awaitVisible(Bench.TIMEOUT));

        Publication again = bench.publish(Sites.text(2));

        assertThat(again.changed()).isFalse();
        assertThat(again.awaitVisible(Bench.TIMEOUT)).contains("shows version 1795212000000.2");
    }

    @Test
    void buildThatDoesNotBeginIsAskedForOnce() {
        bench.published(Sites.text(1));
        pages().idle();
        Publication publication = bench.publish(Sites.text(2));

        publication.awaitVisible(Bench.TIMEOUT);

        assertThat(buildsAskedFor()).isEqualTo(1);
    }

    @Test
    void pushByAWorkflowIsBuiltOnRequest() {
        bench.published(Sites.text(1));
        bench.token(bench.github().createWorkflowToken());
        Publication publication = bench.publish(Sites.text(2));

        assertThat(publication.awaitVisible(Bench.TIMEOUT)).contains("shows version 1795212000000.2");
    }

    @Test
    void buildThatMayNotBeAskedForIsAWarning() {
        bench.published(Sites.text(1));
        pages().idle();
        bench.token(bench.github().createToken("contents:write", "pages:read"));
        Publication publication = bench.publish(Sites.text(2));

        Failure failure = refused(() -> publication.awaitVisible(Duration.ofMinutes(2)));

        assertThat(failure.kind()).isEqualTo(Failure.Kind.NOT_VISIBLE);
        assertThat(bench.story())
                .contains("warning: could not ask for a Pages build")
                .contains("pages=write");
    }

    @Test
    void newerPageOfAnotherPublisherEndsTheWait() {
        bench.published(Sites.text(1));
        pages().idle();
        Publication ours = bench.publish(Sites.text(2));
        bench.publish(Sites.text(3)).awaitVisible(Bench.TIMEOUT);

        assertThat(ours.awaitVisible(Bench.TIMEOUT)).contains("shows version 1795212000000.3");
    }

    @Test
    void failedBuildOfTheSameStateIsHealedByTheNextRunWithOneBuild() {
        bench.published(Sites.text(1));
        pages().failingNext("Page build failed");
        Publication failed = bench.publish(renamed());
        Failure failure = refused(() -> failed.awaitVisible(Bench.TIMEOUT));
        bench.github().forgetRequests();

        Publication again = bench.publish(renamed());

        assertThat(failure.kind()).isEqualTo(Failure.Kind.REFUSED);
        assertThat(failure.advice()).contains("run publish again, which asks for a new build");
        assertThat(again.changed()).isFalse();
        assertThat(again.awaitVisible(Bench.TIMEOUT)).contains("shows version 1795212000000.1");
        assertThat(buildsAskedFor()).isEqualTo(1);
        assertThat(live()).isEqualTo(published(renamed()));
    }

    @Test
    void buildThatFailsAgainIsRefusedAgain() {
        bench.published(Sites.text(1));
        pages().failingNext("Page build failed");
        Publication failed = bench.publish(renamed());
        refused(() -> failed.awaitVisible(Bench.TIMEOUT));
        bench.github().forgetRequests();
        pages().failingNext("Page build failed again");

        Failure failure = refused(() -> bench.publish(renamed()).awaitVisible(Bench.TIMEOUT));

        assertThat(failure.kind()).isEqualTo(Failure.Kind.REFUSED);
        assertThat(failure.happened()).contains("Page build failed again");
        assertThat(buildsAskedFor()).isEqualTo(1);
    }

    @Test
    void listThatLagsBehindTheBuildThatWasAskedForIsNotBelieved() {
        bench.published(Sites.text(1));
        pages().failingNext("Page build failed");
        Publication failed = bench.publish(Sites.text(2));
        refused(() -> failed.awaitVisible(Bench.TIMEOUT));
        Publication again = bench.publish(Sites.text(2));
        pages().listLaggingFor(5);

        assertThat(again.awaitVisible(Bench.TIMEOUT)).contains("shows version 1795212000000.2");
        assertThat(buildsAskedFor()).isEqualTo(1);
    }

    @Test
    void buildsInAnyOrderAreReadByTheirTime() {
        bench.published(Sites.text(1));
        Publication publication = bench.publish(Sites.text(2));
        String ours = publication.reference();
        bench.github()
                .faults()
                .on(
                        "GET .*/pages/builds.*",
                        new Fault.Status(
                                200,
                                Map.of(),
                                "[" + build(ours, "errored", "2026-11-20T22:00:01Z") + ","
                                        + build(ours, "building", "2026-11-20T22:00:09Z") + ","
                                        + "{\"status\": null, \"commit\": null, \"extra\": {}}]"));

        assertThat(publication.awaitVisible(Bench.TIMEOUT)).contains("shows version 1795212000000.2");
    }

    @Test
    void addressThatGitHubSaysLaterIsAskedFor() {
        bench.github()
                .faults()
                .on(
                        "POST .*/pages",
                        new Fault.Status(
                                201,
                                Map.of(),
                                "{\"url\": \"https://elsewhere.invalid/\", \"status\": null, \"cname\": null,"
                                        + " \"custom_404\": false, \"public\": true}"));
        Publication publication = bench.publish(Sites.text(1));
        repository().enablePages("gh-pages", "/").idle();

        assertThat(publication.url()).isEmpty();
        assertThat(publication.awaitVisible(Bench.TIMEOUT)).contains("shows version");
    }

    @Test
    void addressThatGitHubNeverSaysEndsTheWaitWithTheFinishedBuild() {
        bench.published(Sites.text(1));
        pages().seenNowhere();
        Publication publication = bench.publish(Sites.text(2));

        assertThat(publication.awaitVisible(Bench.TIMEOUT))
                .contains("GitHub has built " + publication.reference())
                .contains("does not say where it is seen");
    }

    @Test
    void siteThatWasTakenFromAWorkflowIsBuiltOnRequest() {
        bench.published(Sites.text(1));
        pages().publishedByWorkflow().idle();
        Publication publication = bench.takingOver().publish(Sites.text(2));

        assertThat(publication.awaitVisible(Bench.TIMEOUT)).contains("shows version 1795212000000.2");
        assertThat(buildsAskedFor()).isLessThanOrEqualTo(1);
    }

    @Test
    void pollsThatBringNothingNewCostNoQuota() {
        Publication publication = bench.publish(Sites.text(1));
        pages().finishingAfter(20);

        publication.awaitVisible(Bench.TIMEOUT);

        assertThat(bench.github().requests().stream().filter(seen -> seen.isPoll() && seen.status() == 304))
                .hasSizeGreaterThan(10);
    }

    @Test
    void slowBuildOfTheSameStateIsWaitedForByTheNextRun() {
        bench.published(Sites.text(1));
        Publication slow = bench.publish(renamed());
        pages().finishingAfter(1000);
        Failure failure = refused(() -> slow.awaitVisible(Duration.ofMinutes(3)));
        bench.github().forgetRequests();
        pages().finishingAfter(4).stale(2);

        Publication again = bench.publish(renamed());

        assertThat(failure.kind()).isEqualTo(Failure.Kind.NOT_VISIBLE);
        assertThat(again.changed()).isFalse();
        assertThat(again.awaitVisible(Bench.TIMEOUT)).contains("shows version").doesNotContain("other bytes");
        assertThat(bench.github().requests().stream().filter(SeenRequest::isPoll))
                .hasSizeGreaterThanOrEqualTo(4);
        assertThat(buildsAskedFor()).isZero();
        assertThat(live()).isEqualTo(published(renamed()));
    }

    @Test
    void buildThatTheSameStateNeverGotIsAskedForByTheNextRun() {
        bench.published(Sites.text(1));
        pages().idle();
        bench.publish(renamed());

        bench.publish(renamed()).awaitVisible(Bench.TIMEOUT);

        assertThat(buildsAskedFor()).isEqualTo(1);
        assertThat(live()).isEqualTo(published(renamed()));
    }

    @Test
    void cachedPageOfTheSameStateIsNotTakenForOurs() {
        bench.published(Sites.text(1));
        Publication publication = bench.publish(renamed());
        pages().stale(6);
        bench.github().forgetRequests();

        assertThat(publication.awaitVisible(Bench.TIMEOUT)).doesNotContain("other bytes");
        assertThat(bench.github().requests().stream().filter(seen -> !seen.isApi()))
                .hasSizeGreaterThan(6);
    }

    @Test
    void equalBytesEndTheWaitAtOnce() {
        bench.published(renamed());
        Publication again = bench.publish(renamed());
        bench.github().forgetRequests();
        Instant start = bench.time();

        assertThat(again.awaitVisible(Bench.TIMEOUT)).contains("shows version 1795212000000.1");

        assertThat(bench.github().requests()).singleElement().matches(seen -> !seen.isApi());
        assertThat(bench.time()).isEqualTo(start);
    }

    @Test
    void strictlyNewerPageEndsTheWaitAtOnce() {
        bench.published(Sites.text(1));
        Publication ours = bench.publish(Sites.text(1));
        bench.publish(Sites.text(2)).awaitVisible(Bench.TIMEOUT);
        bench.github().forgetRequests();

        assertThat(ours.changed()).isFalse();
        assertThat(ours.awaitVisible(Bench.TIMEOUT)).contains("shows version 1795212000000.2");
        assertThat(bench.github().requests()).singleElement().matches(seen -> !seen.isApi());
    }

    @Test
    void newStateIsBelievedThroughAProxyThatAltersPages() {
        bench.published(Sites.text(1));
        pages().appending("<script></script>");
        Publication publication = bench.publish(Sites.text(2));
        Instant start = bench.time();

        assertThat(publication.awaitVisible(Bench.TIMEOUT))
                .contains("shows version 1795212000000.2, in other bytes than the published ones");
        assertThat(bench.time()).isBefore(start.plusSeconds(30));
    }

    @Test
    void sameStateIsBelievedThroughAProxyThatAltersPagesOnceCachesAreEmpty() {
        bench.published(Sites.text(1));
        pages().appending("<script></script>");
        Publication publication = bench.publish(renamed());
        Instant start = bench.time();

        assertThat(publication.awaitVisible(Bench.TIMEOUT)).contains("in other bytes than the published ones");
        assertThat(bench.time()).isBetween(start.plus(Duration.ofMinutes(9)), start.plus(Duration.ofMinutes(11)));

        Instant later = bench.time();
        assertThat(bench.publish(renamed()).awaitVisible(Bench.TIMEOUT)).contains("in other bytes");
        assertThat(bench.time()).isEqualTo(later);
        assertThat(buildsAskedFor()).isZero();
    }

    @Test
    void timeThatIsOverBelievesAFinishedBuildWithOurMark() {
        bench.published(Sites.text(1));
        pages().appending("<script></script>");
        Publication publication = bench.publish(renamed());

        assertThat(publication.awaitVisible(Duration.ofMinutes(2))).contains("in other bytes than the published ones");
    }

    @Test
    void domainThatLeadsElsewhereEndsTheWaitWithTheFinishedBuild() {
        // The name is reserved never to exist (RFC 6761).
        Publication publication = bench.domain("maintenance.invalid").publish(Sites.text(1));

        assertThat(publication.awaitVisible(Bench.TIMEOUT)).contains("visible once DNS points here");
        assertThat(bench.story()).contains("warning: visible once DNS points here");
    }

    @Test
    void commitOnTopOfOursIsFollowedWhereGitHubBuildsThatOneAlone() {
        bench.domain("maintenance.invalid").published(Sites.text(1));
        pages().idle();
        Publication publication = bench.publish(Sites.text(2));
        String newest = onTop();
        pages().build();

        assertThat(publication.awaitVisible(Bench.TIMEOUT))
                .contains("GitHub has built " + newest)
                .contains("visible once DNS points here");
        assertThat(buildsAskedFor()).isZero();
    }

    @Test
    void buildThatANewerCommitHasEndedIsNoFailure() {
        bench.published(Sites.text(1));
        pages().failingNext("Canceling since a higher priority waiting request exists");
        Publication publication = bench.publish(Sites.text(2));
        onTop();
        pages().build();

        assertThat(publication.awaitVisible(Bench.TIMEOUT)).contains("shows version 1795212000000.2");
        assertThat(buildsAskedFor()).isZero();
    }

    @Test
    void longWaitIsToldOfAndNotTakenForAHang() {
        Publication publication = bench.publish(Sites.text(1));
        pages().finishingAfter(1000);

        refused(() -> publication.awaitVisible(Duration.ofMinutes(5)));

        String building = "the build of " + publication.reference() + " is building";
        assertThat(bench.said())
                .containsOnlyOnce(building)
                .contains("still waiting, for 1 min now: " + building)
                .contains("still waiting, for 4 min now: " + building);
    }

    @Test
    void domainThatLeadsToGitHubIsWaitedFor() {
        Publication publication = bench.domain("maintenance.invalid").publish(Sites.text(1));
        pages().seenAt(bench.github().apiUrl() + "/pages/acme/shop/").stale(6);

        // The address is told anew by GitHub for each run.
        Publication again = bench.publish(Sites.text(1));

        assertThat(again.awaitVisible(Bench.TIMEOUT)).contains("shows version");
        assertThat(publication.reference()).isEqualTo(again.reference());
    }

    @Test
    void siteForMembersOnlyEndsTheWaitWithTheFinishedBuild() {
        bench.published(Sites.text(1));
        pages().onlyForMembers().stale(1000);

        Publication publication = bench.publish(Sites.text(2));

        assertThat(publication.awaitVisible(Bench.TIMEOUT)).contains("only people who may see the repository");
    }

    @Test
    void templateWithoutOurMarkIsComparedByteByByte() {
        bench.published(Sites.text(1));
        byte[] own = Sites.utf8("<title>é own</title>");
        Publication publication = bench.publish(Sites.text(2).with("index.html", own));
        pages().stale(2);

        assertThat(publication.awaitVisible(Bench.TIMEOUT)).contains("the published page");
        assertThat(pages().live("index.html")).hasValue(own);
    }

    @Test
    void outageWhileWaitingIsSatThrough() {
        bench.published(Sites.text(1));
        Publication publication = bench.publish(Sites.text(2));
        bench.github().faults().on("GET .*/pages/builds.*", 7, Fault.status(503, "Unavailable"));

        assertThat(publication.awaitVisible(Bench.TIMEOUT)).contains("shows version");
        assertThat(bench.github().faults().allHappened()).isTrue();
    }

    @Test
    void gapsBetweenPollsGrow() {
        Publication publication = bench.publish(Sites.text(1));
        pages().finishingAfter(1000);
        bench.github().forgetRequests();

        refused(() -> publication.awaitVisible(Duration.ofMinutes(10)));

        assertThat(bench.github().requests().stream()
                        .filter(seen -> seen.isPoll())
                        .count())
                .isBetween(30L, 70L);
    }

    private static String build(String commit, String status, String createdAt) {
        return "{\"url\": \"x\", \"status\": \"" + status + "\", \"error\": {\"message\": \"old\"}, \"pusher\": null,"
                + " \"commit\": \"" + commit + "\", \"duration\": 0, \"created_at\": \"" + createdAt
                + "\", \"updated_at\": \"" + createdAt + "\"}";
    }

    /** Another page with the mark of the first. */
    private static Site renamed() {
        return Sites.titled(1, "Renamed");
    }

    private static byte[] published(Site site) {
        return site.file("index.html").orElseThrow();
    }

    private byte[] live() {
        return pages().live("index.html").orElseThrow();
    }

    /** A commit of somebody else that changes nothing, as GitHub's own after a change of the domain. */
    private String onTop() {
        Map<String, String> files = new TreeMap<>();
        repository().files("gh-pages").forEach((path, content) -> files.put(path, new String(content, UTF_8)));
        return repository().commit("gh-pages", files, "Create CNAME");
    }

    private long buildsAskedFor() {
        return bench.github().requests().stream()
                .filter(seen -> seen.line().equals("POST /repos/acme/shop/pages/builds"))
                .count();
    }

    private FakePages pages() {
        return repository().pages().orElseThrow();
    }

    private FakeRepository repository() {
        return bench.github().repository("acme", "shop").orElseThrow();
    }
}
