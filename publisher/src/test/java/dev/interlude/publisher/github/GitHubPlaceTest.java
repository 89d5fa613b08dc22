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
import dev.interlude.publisher.target.Change;
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
        assertThat(failure.tried()).startsWith("create repository mallory/shop");
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

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 422})
    void repositoryThatTurnsOutToExistIsUsedInWhateverWordsItsCreationIsRefused(int status) {
        bench.github().createRepository("acme", "shop").commit("main", Map.of("a", "a"), "code");
        bench.github().faults().on("GET .*/branches/.*", Fault.status(404, "Not Found"));
        bench.github().faults().on("POST .*/repos", Fault.status(status, "No"));

        bench.publish(Sites.text(1));

        assertThat(repository().files("gh-pages")).containsKey("index.html");
        assertThat(bench.github().requests().stream().filter(seen -> seen.line().equals("GET /repos/acme/shop")))
                .hasSize(1);
    }

    @Test
    void branchThatWasRenamedIsSaidAndNotTakenForARepository() {
        bench.published(Sites.text(1));
        repository().commit("site", Map.of("a", "a"), "renamed");
        String there = bench.github().apiUrl() + "/repos/acme/shop/branches/site";
        bench.github().faults().on("GET .*/branches/gh-pages", new Fault.Status(301, Map.of("Location", there), "{}"));

        Failure failure = refused(() -> bench.target().read());

        assertThat(failure.kind()).isEqualTo(Failure.Kind.REFUSED);
        assertThat(failure.happened()).contains("renamed").contains("site");
        assertThat(failure.advice()).contains("target.github.branch: site");
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
    void emptyRepositoryIsKnownByItsStatus() {
        bench.github().createRepository("acme", "shop");
        bench.github().faults().on("POST .*/git/trees", Fault.status(409, "Conflict"));

        bench.publish(Sites.text(1));

        assertThat(repository().log("gh-pages")).hasSize(2);
    }

    @Test
    void seedThatGotNoAnswerIsSentAgain() {
        bench.github().createRepository("acme", "shop");
        bench.github().faults().on("PUT .*/contents/.*", new Fault.Cut());

        bench.publish(Sites.text(1));

        assertThat(repository().log("gh-pages")).hasSize(2);
    }

    @Test
    void seedWhoseAnswerWasLostIsReadAgainAndGoneOnFrom() {
        bench.github().createRepository("acme", "shop");
        bench.github().faults().on("PUT .*/contents/.*", new Fault.AnswerLost());

        assertThatThrownBy(() -> bench.publish(Sites.text(1))).isInstanceOf(RaceLost.class);
        bench.publish(Sites.text(1));

        assertThat(repository().log("gh-pages")).hasSize(2);
        assertThat(repository().files("gh-pages"))
                .containsOnlyKeys(Sites.text(1).files().keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gh-pages", "main"})
    void repositoryThatGetsItsFirstCommitInBetweenLosesTheRace(String branch) {
        bench.github().createRepository("acme", "shop");
        bench.github()
                .faults()
                .on(
                        "PUT .*/contents/.*",
                        new Fault.Meanwhile(() ->
                                repository().commit(branch, Map.of("state.json", text(Sites.state(9))), "theirs")));

        assertThatThrownBy(() -> bench.publish(Sites.text(1))).isInstanceOf(RaceLost.class);
        bench.publish(Sites.text(10));

        assertThat(repository().log(branch)).contains("theirs");
        assertThat(repository().files("gh-pages")).containsKey("index.html");
    }

    @Test
    void branchThatTakesNoFilesIsNotTakenForAnEmptyRepository() {
        bench.published(Sites.text(1));
        bench.github().faults().on("POST .*/git/trees", Fault.status(409, "Git Repository is empty."));

        Failure failure = refused(() -> bench.publish(Sites.text(2)));

        assertThat(failure.kind()).isEqualTo(Failure.Kind.UNREACHABLE);
        assertThat(failure.happened()).contains("409");
        assertThat(bench.github().requests()).noneMatch(seen -> "PUT".equals(seen.method()));
    }

    @Test
    void pushProtectionIsNotTakenForAnEmptyRepository() {
        bench.github().createRepository("acme", "shop").commit("main", Map.of("a", "a"), "code");
        bench.github()
                .faults()
                .on("POST .*/git/trees", Fault.status(409, "Repository rule violations found: Secret detected"));

        Failure failure = refused(() -> bench.publish(Sites.text(1)));

        assertThat(failure.kind()).isEqualTo(Failure.Kind.REFUSED);
        assertThat(failure.happened()).contains("Secret detected");
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
    void readmeOfAListThatIsCutIsNotTakenForAll() {
        FakeRepository repository = bench.github().createRepository("acme", "shop");
        repository.commit("gh-pages", Map.of("README.md", "# shop", "index.html", "precious"), "docs");
        bench.github().faults().on("GET .*/git/trees/.*", cutList("# shop"));

        assertThat(refused(() -> bench.publish(Sites.text(1))).happened()).contains("no state.json of ours");
    }

    @Test
    void planOfAListThatIsCutSaysSo() {
        bench.published(Sites.text(1));
        bench.github().faults().on("GET .*/git/trees/.*", cutList("# shop"));

        assertThat(bench.target().read().plan(Sites.text(2)).changes())
                .contains(new Change(Change.Kind.DELETE, "files that GitHub does not list", "there are too many"));
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

    @Test
    void nameThatRedirectsIsNeverGivenToANewRepository() {
        bench.github().createRepository("acme", "shop").commit("main", Map.of("a", "a"), "code");
        bench.github().rename("acme", "old", "shop");
        bench.github().faults().on("GET /repos/acme/shop/branches/.*", Fault.status(404, "Not Found"));

        bench.repository("old").publish(Sites.text(1));

        assertThat(bench.github().repository("acme", "old")).isEmpty();
        assertThat(repository().files("gh-pages")).containsKey("index.html");
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

    /** A list of files whose first one is its last. */
    private static Fault cutList(String readme) {
        String entry = "{\"path\": \"README.md\", \"mode\": \"100644\", \"type\": \"blob\", \"sha\": \""
                + GitBlob.id(Sites.utf8(readme)) + "\"}";
        return new Fault.Status(200, Map.of(), "{\"sha\": \"x\", \"truncated\": true, \"tree\": [" + entry + "]}");
    }

    private static String text(MaintenanceState state) {
        return new String(StateCodec.encode(state), StandardCharsets.UTF_8);
    }

    private FakeRepository repository() {
        return bench.github().repository("acme", "shop").orElseThrow();
    }
}
