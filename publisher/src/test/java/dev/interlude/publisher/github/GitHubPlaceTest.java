package dev.interlude.publisher.github;

import static dev.interlude.publisher.github.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlude.protocol.MaintenanceState;
import dev.interlude.protocol.StateCodec;
import dev.interlude.publisher.failure.Failure;
import dev.interlude.publisher.github.fake.FakeGitHub;
import dev.interlude.publisher.github.fake.FakeRepository;
import dev.interlude.publisher.github.fake.Fault;
import dev.interlude.publisher.github.fake.SeenRequest;
import dev.interlude.publisher.site.Site;
import dev.interlude.publisher.target.Publication;
import dev.interlude.publisher.target.RaceLost;
import dev.interlude.publisher.target.Remote;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a site may be published: every kind of place, and whose it is. */
class GitHubPlaceTest {

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void repositoryOfAPersonIsCreatedForThatPerson() {
        bench.owner("alice").create(GitHubSettings.Create.PRIVATE).publish(Sites.text(1));

        FakeRepository repository = bench.github().repository("alice", "shop").orElseThrow();
        assertThat(bench.github().counted()).hasSize(7);
        assertThat(repository.isPrivate()).isTrue();
        assertThat(repository.files("gh-pages")).containsKey("index.html");
    }

    @Test
    void repositoryOfSomebodyElseIsNotCreatedForTheTokensOwner() {
        Failure failure = refused(() -> bench.owner("mallory").publish(Sites.text(1)));

        assertThat(failure.kind()).isEqualTo(Failure.Kind.REFUSED);
        assertThat(failure.tried()).isEqualTo("create repository mallory/shop");
        assertThat(bench.github().repository("alice", "shop")).isEmpty();
    }

    @Test
    void defaultBranchOfANewRepositoryIsPublishedOnTopOfItsReadme() {
        bench.branch("main").publish(Sites.text(1));

        assertThat(repository().files("main")).containsKey("index.html").doesNotContainKey("README.md");
        assertThat(repository().log("main")).hasSize(2);
    }

    @Test
    void newRepositoryMayTakeSecondsToBeKnownEverywhere() {
        bench.github().faults().on("POST .*/git/trees", 2, Fault.status(404, "Not Found"));
        bench.github().faults().on("POST .*/pages", 1, Fault.status(422, "The gh-pages branch must exist before"));

        bench.publish(Sites.text(1));

        assertThat(repository().pages()).isPresent();
        assertThat(bench.github().faults().allHappened()).isTrue();
    }

    @Test
    void repositoryThatIsNotToBeCreatedIsAskedFor() {
        Failure failure =
                refused(() -> bench.create(GitHubSettings.Create.NEVER).target().read());

        assertThat(failure.kind()).isEqualTo(Failure.Kind.REFUSED);
        assertThat(failure.happened()).contains("does not exist, or the token cannot see it");
        assertThat(failure.advice()).contains("target.github.create").contains("Contents: write");
    }

    @Test
    void repositoryThatTurnsOutToExistIsUsed() {
        bench.github().createRepository("acme", "shop").commit("main", Map.of("a", "a"), "code");
        // A server that words a missing branch as a missing repository.
        bench.github().faults().on("GET .*/branches/.*", Fault.status(404, "Not Found"));

        bench.publish(Sites.text(1));

        assertThat(repository().files("gh-pages")).containsKey("index.html");
        assertThat(repository().text("main", "a")).hasValue("a");
    }

    @Test
    void repositoryThatTurnsOutToShowAnotherSiteIsRefused() {
        FakeRepository repository = bench.github().createRepository("acme", "shop");
        String head = repository.commit("main", Map.of("index.html", "docs"), "docs");
        repository.enablePages("main", "/").builtElsewhere(head);
        bench.github().faults().on("GET .*/branches/.*", Fault.status(404, "Not Found"));

        assertThat(refused(() -> bench.publish(Sites.text(1))).happened()).contains("main /");
        assertThat(repository.head("gh-pages")).isEmpty();
    }

    @Test
    void branchThatIsMissingIsMadeWhereNothingIsToBeCreated() {
        bench.github().createRepository("acme", "shop").commit("main", Map.of("a", "a"), "code");
        bench.github().faults().on("GET .*/branches/.*", Fault.status(404, "Not Found"));

        bench.create(GitHubSettings.Create.NEVER).publish(Sites.text(1));

        assertThat(repository().files("gh-pages")).containsKey("index.html");
    }

    @Test
    void emptyRepositoryIsSeededWithAFileOfOurs() {
        bench.github().createRepository("acme", "shop");

        bench.publish(Sites.withLogo(1));

        assertThat(repository().files("gh-pages"))
                .containsOnlyKeys(Sites.withLogo(1).files().keySet());
        assertThat(repository().log("gh-pages")).hasSize(2);
    }

    @Test
    void publishThatEndsAfterTheSeedIsHealedByTheNext() {
        bench.github().createRepository("acme", "shop");
        bench.github().faults().on("POST .*/git/commits", 5, Fault.status(502, "Bad Gateway"));
        refused(() -> bench.publish(Sites.text(1)));

        bench.publish(Sites.text(1));

        assertThat(repository().files("gh-pages"))
                .containsOnlyKeys(Sites.text(1).files().keySet());
    }

    @Test
    void folderOfASharedBranchIsExchangedAndNothingElse() {
        FakeRepository repository = bench.github().createRepository("acme", "shop");
        repository.commit("main", Map.of("src/App.java", "class App {}", "docs-old/a", "a"), "code");

        bench.branch("main").path("/docs").publish(Sites.withLogo(1));
        bench.publish(Sites.text(2));

        assertThat(repository.files("main"))
                .containsKeys("src/App.java", "docs-old/a", "docs/index.html", "docs/api/v2/status.json")
                .doesNotContainKey("docs/logo.png");
        assertThat(bench.target().read().holds(Sites.text(2))).isTrue();
        assertThat(bench.target().read().state()).isEqualTo(Sites.state(2));
    }

    @Test
    void branchOfOthersIsRefusedAndLeftAlone() {
        FakeRepository repository = bench.github().createRepository("acme", "shop");
        String head = repository.commit("gh-pages", Map.of("index.html", "precious"), "docs");

        Failure failure = refused(() -> bench.publish(Sites.text(1)));

        assertThat(failure.kind()).isEqualTo(Failure.Kind.REFUSED);
        assertThat(failure.happened()).contains("no state.json of ours");
        assertThat(failure.advice()).contains("--take-over");
        assertThat(repository.head("gh-pages")).contains(head);
    }

    @Test
    void branchOfOthersIsReplacedWhereThatIsWantedAndItsHistoryIsKept() {
        FakeRepository repository = bench.github().createRepository("acme", "shop");
        repository.commit("gh-pages", Map.of("index.html", "precious", "old.html", "old"), "docs");

        bench.takingOver().publish(Sites.text(1));

        assertThat(repository.files("gh-pages"))
                .containsOnlyKeys(Sites.text(1).files().keySet());
        assertThat(repository.log("gh-pages")).hasSize(2).last().isEqualTo("docs");
    }

    @Test
    void readmeThatGitHubMadeIsNobodysSite() {
        FakeRepository repository = bench.github().createRepository("acme", "shop");
        repository.commit("main", Map.of("README.md", "# shop"), "Initial commit");

        bench.branch("main").publish(Sites.text(1));

        assertThat(repository.files("main")).containsKey("index.html");
    }

    @Test
    void readmeThatSomebodyWroteIsSomebodys() {
        FakeRepository repository = bench.github().createRepository("acme", "shop");
        repository.commit("main", Map.of("README.md", "# shop\nHow to build"), "Initial commit");

        assertThat(refused(() -> bench.branch("main").publish(Sites.text(1))).kind())
                .isEqualTo(Failure.Kind.REFUSED);
    }

    @Test
    void siteOfAnotherAppIsRefusedByItsName() {
        FakeRepository repository = bench.github().createRepository("acme", "shop");
        String other = new String(StateCodec.encode(MaintenanceState.origin("shop-api")), StandardCharsets.UTF_8);
        repository.commit("gh-pages", Map.of("state.json", other), "other");

        Failure failure = refused(() -> bench.target().read().state());

        assertThat(failure.happened()).contains("shop-api");
        assertThat(failure.kind()).isEqualTo(Failure.Kind.REFUSED);
    }

    @Test
    void stateThatIsCutInHalfStopsThePublishAndStaysAsItIs() {
        FakeRepository repository = bench.github().createRepository("acme", "shop");
        String head = repository.commit("gh-pages", Map.of("state.json", "{\"schema\": 1, \"app\": \"sh"), "cut");

        Failure failure = refused(() -> bench.publish(Sites.text(1)));

        assertThat(failure.tried()).contains("state.json of acme/shop at " + head);
        assertThat(failure.happened()).contains("not one JSON value");
        assertThat(failure.advice()).contains("nothing was overwritten");
        assertThat(repository.head("gh-pages")).contains(head);
    }

    @Test
    void commitInBetweenLosesTheRaceAndNothingOfTheOthers() {
        bench.published(Sites.text(1));
        bench.github()
                .faults()
                .on(
                        "PATCH .*/git/refs/.*",
                        new Fault.Meanwhile(() -> repository()
                                .commit(
                                        "gh-pages",
                                        Map.of("state.json", text(Sites.state(9)), "index.html", "theirs"),
                                        "theirs")));

        assertThatThrownBy(() -> bench.publish(Sites.text(2))).isInstanceOf(RaceLost.class);
        assertThat(repository().text("gh-pages", "index.html")).contains("theirs");

        bench.publish(Sites.text(10));
        assertThat(repository().log("gh-pages")).hasSize(3).element(1).isEqualTo("theirs");
    }

    @Test
    void branchThatAppearsInBetweenLosesTheRace() {
        bench.github().createRepository("acme", "shop").commit("main", Map.of("a", "a"), "code");
        bench.github()
                .faults()
                .on(
                        "POST .*/git/refs",
                        new Fault.Meanwhile(
                                () -> repository().commit("gh-pages", Map.of("index.html", "theirs"), "theirs")));

        assertThatThrownBy(() -> bench.publish(Sites.text(1))).isInstanceOf(RaceLost.class);
        assertThat(repository().text("gh-pages", "index.html")).contains("theirs");
    }

    @Test
    void rulesetIsARefusalAndNotARace() {
        bench.published(Sites.text(1));
        repository().ruled();

        Failure failure = refused(() -> bench.publish(Sites.text(2)));

        assertThat(failure.kind()).isEqualTo(Failure.Kind.REFUSED);
        assertThat(failure.advice()).contains("bypass the branch's ruleset");
    }

    @Test
    void repositoryThatWasRenamedIsStillFound() {
        bench.published(Sites.text(1));
        bench.github().rename("acme", "old", "shop");

        Remote remote = bench.repository("old").target().read();
        remote.plan(Sites.text(2)).apply();

        assertThat(repository().text("gh-pages", "index.html"))
                .contains(new String(Sites.page(2), StandardCharsets.UTF_8));
        assertThat(bench.said().stream().filter(line -> line.contains("it was renamed or moved")))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307})
    void repositoryThatWasRenamedIsWrittenToWithEveryMethod(int status) {
        bench.published(Sites.text(1));
        bench.github().rename("acme", "old", "shop", status);

        bench.repository("old").domain("maintenance.example.com").publish(Sites.withLogo(2));

        assertThat(repository().files("gh-pages")).containsKeys("CNAME", "logo.png");
        assertThat(bench.github().requests().stream().filter(seen -> seen.status() == status))
                .extracting(SeenRequest::method)
                .contains("GET", "POST", "PATCH", "PUT");
    }

    @Test
    void enterpriseServerIsPublishedToBelowItsOwnPath() {
        try (Bench server = new Bench(FakeGitHub.enterpriseServer())) {
            Publication publication = server.publish(Sites.withLogo(1));

            assertThat(publication.url()).contains(server.github().pagesUrl("acme", "shop"));
            assertThat(publication.awaitVisible(Bench.TIMEOUT)).contains("shows version");
            assertThat(server.github().requests().stream()
                            .filter(seen -> !seen.path().startsWith("/pages/")))
                    .allMatch(seen -> seen.path().startsWith("/api/v3/"));
        }
    }

    @Test
    void defaultBranchMayHaveAnyName() {
        FakeRepository repository =
                bench.github().createRepository("acme", "shop").defaultBranch("trunk");
        repository.commit("trunk", Map.of("src/App.java", "class App {}"), "code");

        bench.branch("trunk").path("/docs").publish(Sites.text(1));

        assertThat(repository.files("trunk")).containsKeys("src/App.java", "docs/index.html");
        assertThat(repository.pages().orElseThrow().source()).isEqualTo("trunk /docs");
    }

    @Test
    void folderOfAnEmptyRepositoryIsSeededToo() {
        FakeRepository repository = bench.github().createRepository("acme", "shop");

        bench.branch("main").path("/docs").publish(Sites.withLogo(1));

        assertThat(repository.files("main").keySet()).allMatch(path -> path.startsWith("docs/"));
        assertThat(bench.target().read().holds(Sites.withLogo(1))).isTrue();
    }

    @Test
    void branchMayHaveASlashInItsName() {
        bench.branch("site/live").publish(Sites.text(1));
        bench.publish(Sites.text(2));

        assertThat(repository().log("site/live")).hasSize(2);
    }

    @Test
    void largeSitesTravelInRequestsOfAtMostAMegabyte() {
        Site site = Sites.text(1);
        for (int i = 0; i < 300; i++) {
            site = site.with("pages/" + i + ".html", Sites.utf8(("<p>" + i + "</p>").repeat(1000)));
        }
        byte[] video = new byte[10_000_000];
        new Random(1).nextBytes(video);
        site = site.with("video.bin", video);

        Publication publication = bench.publish(site);

        assertThat(repository().files("gh-pages")).hasSize(306);
        assertThat(bench.github().counted().stream().filter(seen -> seen.path().endsWith("/git/trees")))
                .hasSizeBetween(3, 5)
                .extracting(SeenRequest::status)
                .containsOnly(201);
        assertThat(bench.github().counted().stream()
                        .filter(seen -> seen.path().endsWith("/git/trees"))
                        .map(seen -> Sites.utf8(seen.body()).length))
                .allMatch(size -> size <= 1024 * 1024);
        assertThat(publication.changed()).isTrue();
        assertThat(repository().files("gh-pages").get("video.bin")).isEqualTo(video);

        bench.github().forgetRequests();
        bench.publish(site.with("index.html", Sites.page(2)));
        assertThat(bench.github().counted()).noneMatch(seen -> seen.path().endsWith("/git/blobs"));
    }

    @Test
    void contentThatIsChangedOnTheWayIsNotPublished() {
        bench.github()
                .faults()
                .on("POST .*/git/trees", new Fault.Status(201, Map.of(), "{\"sha\": \"" + "0".repeat(40) + "\"}"));

        Failure failure = refused(() -> bench.publish(Sites.text(1)));

        assertThat(failure.advice()).contains("proxy");
        assertThat(repository().head("gh-pages")).isEmpty();
    }

    private static String text(MaintenanceState state) {
        return new String(StateCodec.encode(state), StandardCharsets.UTF_8);
    }

    private FakeRepository repository() {
        return bench.github().repository("acme", "shop").orElseThrow();
    }
}
