package dev.interlude.publisher.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlude.publisher.github.fake.FakeGitHub;
import dev.interlude.publisher.github.fake.FakeRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each mistake has its documented exit code, and a message that says what was tried, what happened and what to do. */
class BadInputIT {

    private static final String FOLDER_TARGET = "app: shop\ntarget: {directory: {path: public}}\n";

    private final FakeGitHub github = new FakeGitHub();
    private final String githubToken = github.createToken("repo");

    @TempDir
    private Path folder;

    private Operator operator = new Operator(Path.of(""));

    @BeforeEach
    void open() {
        operator = new Operator(folder);
    }

    @AfterEach
    void close() {
        github.close();
        assertThat(operator.everythingWritten()).doesNotContain(githubToken).doesNotContain(HubJar.TOKEN);
    }

    @Test
    void noConfiguration() {
        refused(operator.run("publish"), 3, "interlude.yaml", "publisher init");
    }

    @Test
    void wrongYaml() {
        operator.configured("app: [shop\n");
        refused(operator.run("publish"), 3, "interlude.yaml", "line ", "not YAML");
    }

    @Test
    void unknownKeysAreAllNamedAtOnce() {
        operator.configured("app: shop\nsite: {titel: x, colour: red}\ntarget: {directory: {path: public}}\n");
        refused(operator.run("publish"), 3, "2 mistakes", "site.titel", "did you mean site.title?", "site.colour");
    }

    @Test
    void commandLineThatMakesNoSense() {
        operator.configured(FOLDER_TARGET);
        refused(operator.run("pubish"), 2, "no verb 'pubish'", "did you mean publish?", "what to do");
        refused(operator.run(), 2, "a verb is missing", "--help");
        refused(operator.run("announce", "--starts-at", "tomorrow", "--for", "30m"), 2, "--starts-at", "+30m");
        refused(operator.run("announce", "--starts-at", "+30m", "--for", "0m"), 2, "--for");
        assertThat(folder.resolve("public")).doesNotExist();
    }

    @Test
    void noticeThatBreaksTheContractIsNotPublished() {
        operator.configured(FOLDER_TARGET);
        refused(
                operator.run("announce", "--starts-at", "+30m", "--for", "31d", "--title", "x".repeat(121)),
                2,
                "/notice/endsAt",
                "/notice/title/en");
        assertThat(folder.resolve("public")).doesNotExist();
    }

    @Test
    void illegalMove() {
        operator.configured(FOLDER_TARGET);
        assertThat(operator.run("announce", "--starts-at", "+30m", "--for", "30m")
                        .exitCode())
                .isZero();
        refused(operator.run("complete"), 7, "completed", "legal now", "start");
    }

    @Test
    void githubTokenIsMissing() {
        configuredForGitHub("shop-maintenance");
        refused(operator.run("publish"), 3, "GitHub token", "INTERLUDE_GITHUB_TOKEN", "--token-file");
    }

    @Test
    void githubTokenIsRefused() {
        configuredForGitHub("shop-maintenance");
        operator.with("INTERLUDE_GITHUB_TOKEN", githubToken);
        github.revoke(githubToken);
        refused(operator.run("publish"), 4, "401", "what to do");
    }

    @Test
    void repositoryThatTheTokenCannotSee() {
        github.createPrivateRepository("secretive", "shop-maintenance");
        configuredForGitHub("secretive", "shop-maintenance", "create: never, ");
        operator.with("INTERLUDE_GITHUB_TOKEN", github.createToken());
        refused(operator.run("publish"), 4, "secretive/shop-maintenance", "the token cannot see it", "what to do");
    }

    @Test
    void planWithoutPages() {
        github.createPrivateRepository("acme", "shop-maintenance").withoutPages();
        configuredForGitHub("shop-maintenance");
        operator.with("INTERLUDE_GITHUB_TOKEN", githubToken);
        refused(operator.run("publish"), 4, "Your current plan does not support GitHub Pages", "what to do");
    }

    @Test
    void branchThatIsNotOurs() {
        FakeRepository repository = github.createRepository("acme", "shop-maintenance");
        String theirs = repository.commit("gh-pages", Map.of("index.html", "somebody's site"), "theirs");
        configuredForGitHub("shop-maintenance");
        operator.with("INTERLUDE_GITHUB_TOKEN", githubToken);

        refused(operator.run("publish"), 4, "gh-pages", "--take-over");
        assertThat(repository.head("gh-pages")).contains(theirs);

        assertThat(operator.run("publish", "--take-over", "--no-wait").exitCode())
                .isZero();
        assertThat(repository.log("gh-pages")).contains("theirs");
    }

    @Test
    void stateOnTheBranchCutInHalf() {
        FakeRepository repository = github.createRepository("acme", "shop-maintenance");
        String half = repository.commit("gh-pages", Map.of("state.json", "{\"schema\": 1, \"app\": \"sh"), "half");
        configuredForGitHub("shop-maintenance");
        operator.with("INTERLUDE_GITHUB_TOKEN", githubToken);

        refused(operator.run("publish"), 4, "state.json", "what to do");
        assertThat(repository.head("gh-pages")).contains(half);
    }

    @Test
    void folderThatIsNotOurs() throws IOException {
        operator.configured(FOLDER_TARGET);
        Files.createDirectory(folder.resolve("public"));
        Files.writeString(folder.resolve("public/index.html"), "somebody's site");

        refused(operator.run("publish"), 4, "files that are not a page of shop", "--take-over");
        assertThat(folder.resolve("public/index.html")).hasContent("somebody's site");
    }

    @Test
    void stateInTheFolderCutInHalfIsKeptAside() throws IOException {
        operator.configured(FOLDER_TARGET);
        operator.run("start");
        Files.writeString(folder.resolve("public/state.json"), "{\"schema\": 1, \"app\": \"sh");

        refused(operator.run("complete"), 4, "state.json cannot be read", "--take-over");
        assertThat(folder.resolve("public/state.json")).hasContent("{\"schema\": 1, \"app\": \"sh");

        assertThat(operator.run("publish", "--take-over").exitCode()).isZero();
        try (var files = Files.list(folder.resolve("public"))) {
            List<Path> kept = files.filter(file -> file.getFileName().toString().startsWith("state.json.unreadable-"))
                    .toList();
            assertThat(kept).hasSize(1);
            assertThat(kept.get(0)).hasContent("{\"schema\": 1, \"app\": \"sh");
        }
    }

    @Test
    void hubThatIsAwayDoesNotStopThePage() {
        operator.configured(FOLDER_TARGET + "hub: {url: \"http://127.0.0.1:9\"}\n");
        Operator.Result result = operator.run("start");
        refused(result, 5, "cannot be reached");
        assertThat(folder.resolve("public/state.json")).content().contains("in_progress");
    }

    @Test
    void hubTokenIsMissingOrRefusedAndNothingIsPublished() {
        try (HubJar hub = new HubJar(folder).start()) {
            operator.configured(FOLDER_TARGET + "hub: {url: \"" + hub.url() + "\"}\n");
            refused(operator.run("start"), 3, "admin token", "INTERLUDE_ADMIN_TOKEN", "--hub-token-file");
            operator.with("INTERLUDE_ADMIN_TOKEN", "not-the-token");
            refused(operator.run("start"), 4, "401", "admin token");
            assertThat(operator.everythingWritten()).doesNotContain("not-the-token");
            assertThat(folder.resolve("public")).doesNotExist();
        }
    }

    @Test
    void stateFileOfTheHubCutInHalfIsKeptAsideAndSaid() throws IOException {
        try (HubJar hub = new HubJar(folder).start()) {
            operator.with("INTERLUDE_ADMIN_TOKEN", HubJar.TOKEN)
                    .configured(FOLDER_TARGET + "hub: {url: \"" + hub.url() + "\"}\n");
            assertThat(operator.run("start").exitCode()).isZero();
            String held = hub.state("shop");
            hub.kill();
            Path file = onlyStateFile(hub);
            Files.writeString(file, "{\"schema\": 1, \"app\": \"sh");
            hub.start();

            // The folder still knows: whoever publishes next brings the hub back.
            assertThat(operator.run("publish").exitCode()).isZero();
            assertThat(hub.state("shop")).contains("in_progress").isNotEqualTo(held);
            assertThat(Files.readString(folder.resolve("hub.log"))).contains("unreadable");
            try (var files = Files.walk(hub.data())) {
                assertThat(files.map(path -> path.getFileName().toString()))
                        .anyMatch(name -> name.contains(".unreadable-"));
            }
        }
    }

    private static Path onlyStateFile(HubJar hub) throws IOException {
        try (var files = Files.walk(hub.data())) {
            return files.filter(path -> path.getFileName().toString().equals("shop.json"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private void configuredForGitHub(String repository) {
        configuredForGitHub("acme", repository, "");
    }

    private void configuredForGitHub(String owner, String repository, String more) {
        operator.configured("app: shop\ntarget: {github: {repository: " + owner + "/" + repository + ", " + more
                + "api-url: \"" + github.apiUrl() + "\"}}\n");
    }

    private static void refused(Operator.Result result, int exitCode, String... said) {
        assertThat(result.exitCode()).as(result.err()).isEqualTo(exitCode);
        assertThat(result.err()).contains(said).doesNotContain("Exception").doesNotContain("\tat ");
    }
}
