package dev.interlude.publisher.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlude.protocol.MaintenanceState;
import dev.interlude.publisher.github.fake.FakeRepository;
import dev.interlude.publisher.github.fake.SeenRequest;
import dev.interlude.publisher.target.Change;
import dev.interlude.publisher.target.Plan;
import dev.interlude.publisher.target.Publication;
import dev.interlude.publisher.target.Remote;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The road that works, with the number of requests that it may take. */
class GitHubTargetTest {

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void firstPublishCreatesRepositoryBranchAndPagesInSevenRequests() {
        Publication publication = bench.publish(Sites.text(1));

        assertThat(bench.github().counted())
                .extracting(SeenRequest::line)
                .containsExactly(
                        "GET /repos/acme/shop/branches/gh-pages",
                        "GET /user",
                        "POST /orgs/acme/repos",
                        "POST /repos/acme/shop/git/trees",
                        "POST /repos/acme/shop/git/commits",
                        "POST /repos/acme/shop/git/refs",
                        "POST /repos/acme/shop/pages");
        FakeRepository repository = repository();
        assertThat(repository.files("gh-pages"))
                .containsOnlyKeys(Sites.text(1).files().keySet());
        assertThat(repository.files("main")).containsOnlyKeys("README.md");
        assertThat(repository.log("gh-pages")).containsExactly("interlude: shop in_progress 1795212000000.1");
        assertThat(publication.changed()).isTrue();
        assertThat(publication.url()).contains(bench.github().apiUrl().resolve("/pages/acme/shop/"));
        assertThat(publication.reference())
                .isEqualTo(repository.head("gh-pages").orElseThrow());
    }

    @Test
    void eachBinaryFileCostsTheFirstPublishOneRequestMore() {
        bench.publish(Sites.withLogo(1));

        assertThat(bench.github().counted()).hasSize(8);
        assertThat(repository().files("gh-pages").get("logo.png"))
                .isEqualTo(Sites.withLogo(1).file("logo.png").orElseThrow());
    }

    @Test
    void waitsForTheBuildAndForTheLivePage() {
        Publication publication = bench.publish(Sites.text(1));
        repository().pages().orElseThrow().finishingAfter(3).stale(2);

        assertThat(publication.awaitVisible(Bench.TIMEOUT)).contains("shows version 1795212000000.1");
        assertThat(bench.github().requests().stream().filter(seen -> !seen.isApi()))
                .isNotEmpty()
                .noneMatch(seen -> seen.headers().containsKey("authorization"));
    }

    @Test
    void unchangedSiteCostsTwoRequestsAndWritesNothing() {
        bench.published(Sites.text(1));

        Remote remote = bench.target().read();
        assertThat(remote.holds(Sites.text(1))).isTrue();
        Plan plan = remote.plan(Sites.text(1));
        assertThat(plan.changes()).isEmpty();
        Publication publication = plan.apply();

        assertThat(bench.github().counted())
                .extracting(SeenRequest::line)
                .containsExactly("GET /repos/acme/shop/branches/gh-pages", "GET /repos/acme/shop/pages");
        assertThat(publication.changed()).isFalse();
        assertThat(publication.awaitVisible(Bench.TIMEOUT)).contains("shows version");
        assertThat(repository().log("gh-pages")).hasSize(1);
    }

    @Test
    void changedPageCostsSixRequests() {
        bench.published(Sites.text(1));

        Remote remote = bench.target().read();
        assertThat(remote.state()).isEqualTo(Sites.state(1));
        Plan plan = remote.plan(Sites.text(2));
        assertThat(plan.changes().isEmpty()).isFalse();
        Publication publication = plan.apply();

        assertThat(bench.github().counted())
                .extracting(SeenRequest::line)
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("GET /repos/acme/shop/branches/gh-pages"),
                        line -> assertThat(line).isEqualTo("GET /repos/acme/shop/pages"),
                        line -> assertThat(line).startsWith("GET /repos/acme/shop/contents/state.json?ref="),
                        line -> assertThat(line).isEqualTo("POST /repos/acme/shop/git/trees"),
                        line -> assertThat(line).isEqualTo("POST /repos/acme/shop/git/commits"),
                        line -> assertThat(line).isEqualTo("PATCH /repos/acme/shop/git/refs/heads/gh-pages"));
        assertThat(publication.awaitVisible(Bench.TIMEOUT)).contains("1795212000000.2");
        assertThat(repository().log("gh-pages")).hasSize(2);
    }

    @Test
    void binaryFilesThatAreThereAlreadyAreNotSentAgain() {
        bench.published(Sites.withLogo(1));

        bench.publish(Sites.withLogo(2));

        assertThat(bench.github().counted())
                .hasSize(7)
                .extracting(SeenRequest::path)
                .noneMatch(path -> path.endsWith("/git/blobs"));
    }

    @Test
    void filesThatTheSiteNoLongerHasVanish() {
        bench.published(Sites.withLogo(1));

        bench.publish(Sites.text(1));

        assertThat(repository().files("gh-pages")).doesNotContainKey("logo.png").containsKey("index.html");
    }

    @Test
    void planTellsWhatWouldChangeAndChangesNothing() {
        bench.published(Sites.withLogo(1));

        Plan plan = bench.target().read().plan(Sites.text(2));

        assertThat(plan.changes())
                .extracting(change -> change.kind() + " " + change.subject())
                .containsExactly(
                        "UPDATE 404.html",
                        "UPDATE api/v2/status.json",
                        "UPDATE index.html",
                        "UPDATE state.json",
                        "DELETE logo.png");
        assertThat(bench.github().requests()).allMatch(seen -> "GET".equals(seen.method()));
    }

    @Test
    void planOfAFirstPublishNamesRepositoryBranchFilesAndPages() {
        Plan plan = bench.target().read().plan(Sites.text(1));

        assertThat(plan.changes())
                .contains(new Change(Change.Kind.CREATE, "repository acme/shop", "public"))
                .contains(new Change(Change.Kind.CREATE, "GitHub Pages", "publishes gh-pages /"))
                .allMatch(change -> change.kind() == Change.Kind.CREATE);
        assertThat(bench.github().repository("acme", "shop")).isEmpty();
    }

    @Test
    void newPlaceHoldsTheOriginState() {
        assertThat(bench.target().read().state()).isEqualTo(MaintenanceState.origin("shop"));
    }

    private FakeRepository repository() {
        return bench.github().repository("acme", "shop").orElseThrow();
    }
}
