package dev.interlude.publisher.github;

import static dev.interlude.publisher.github.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlude.publisher.failure.Failure;
import dev.interlude.publisher.github.fake.FakeInstallation;
import dev.interlude.publisher.github.fake.FakeRepository;
import dev.interlude.publisher.github.fake.Fault;
import dev.interlude.publisher.github.fake.SeenRequest;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An App publishes: its key for tokens, its tokens for everything else. */
class GitHubAppTest {

    private static final KeyPair KEY = Keys.pair();
    private static final String[] ALL = {"administration:write", "contents:write", "pages:write", "metadata:read"};
    private static final String EXCHANGE = "POST /app/installations/4711/access_tokens";

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        assertThat(bench.story()).doesNotContain("eyJ", "PRIVATE KEY");
        assertThat(bench.github().tokensOfApps()).noneMatch(bench.story()::contains);
        bench.close();
    }

    @Test
    void oneRequestMoreThatIsCountedApart() {
        bench.github().createRepository("acme", "shop").commit("main", Map.of("a", "a"), "a");
        app(KEY, ALL).publish(Sites.text(1)).awaitVisible(Bench.TIMEOUT);

        assertThat(ofTheApp()).extracting(SeenRequest::line).containsExactly(EXCHANGE);
        assertThat(ofTheApp().get(0).body())
                .contains("\"repositories\":[\"shop\"]", "\"contents\":\"write\"", "\"pages\":\"write\"");
        assertThat(bench.story())
                .contains("request 1 of the App: " + EXCHANGE + " 201")
                .contains("request 1: GET /repos/acme/shop/branches/gh-pages");
        assertThat(repository().files("gh-pages")).containsKey("index.html");
    }

    @Test
    void organisationsRepositoryIsCreatedWithoutAskingForAPerson() {
        app(KEY, ALL).publish(Sites.text(1));

        assertThat(bench.github().requests())
                .extracting(SeenRequest::line)
                .doesNotContain("GET /user", "POST /user/repos")
                .contains("POST /orgs/acme/repos");
        assertThat(bench.github().requests())
                .filteredOn(seen -> seen.status() == 403)
                .isEmpty();
        assertThat(repository().pages()).isPresent();
    }

    @Test
    void personsRepositoryCannotBeCreatedAndThatIsSaidBeforeAnything() {
        bench.owner("alice");
        install("alice", KEY, ALL);

        Failure failure = refused(() -> bench.target().read());

        assertThat(failure.kind()).isEqualTo(Failure.Kind.REFUSED);
        assertThat(failure.happened()).contains("alice is a person", "organisations only");
        assertThat(bench.github().requests())
                .filteredOn(seen -> seen.method().equals("POST") && !seen.path().startsWith("/app/"))
                .isEmpty();
    }

    @Test
    void tokenIsRenewedInTheMiddleOfALongWait() {
        bench.github().createRepository("acme", "shop").commit("main", Map.of("a", "a"), "a");
        app(KEY, ALL).timeout(Duration.ofHours(3));
        // The limit lasts longer than a token: the very request that waited needs another one.
        bench.github().faults().on("POST .*/trees", new Fault.Status(429, Map.of("Retry-After", "4000"), "{}"));

        bench.publish(Sites.text(1));

        assertThat(ofTheApp()).hasSize(2);
        assertThat(bench.github().requests())
                .filteredOn(seen -> seen.status() == 401)
                .isEmpty();
    }

    @Test
    void tokenThatGitHubForgetsIsReplacedOnce() {
        bench.github().createRepository("acme", "shop").commit("main", Map.of("a", "a"), "a");
        app(KEY, ALL);
        bench.github().faults().on("POST .*/trees", Fault.status(401, "Bad credentials"));

        bench.publish(Sites.text(1));
        assertThat(ofTheApp()).hasSize(2);

        bench.github().faults().on("GET .*", 9, Fault.status(401, "Bad credentials"));
        assertThat(refused(() -> bench.target().read()).happened()).contains("401");
    }

    @Test
    void clockThatIsWrongIsReplacedByGitHubs() {
        bench.github().createRepository("acme", "shop").commit("main", Map.of("a", "a"), "a");
        app(KEY, ALL);
        for (Duration off : List.of(Duration.ofMinutes(20), Duration.ofHours(-5))) {
            bench.github().clock(() -> bench.time().plus(off));
            bench.asking(credentials(KEY));

            bench.publish(Sites.text(off.isNegative() ? 2 : 1));
        }

        assertThat(bench.story())
                .contains("this machine's clock is 1200 s behind GitHub's")
                .contains("this machine's clock is 18000 s ahead of GitHub's");
    }

    @Test
    void keyOfAnotherAppIsSaid() {
        install("acme", KEY, ALL);
        bench.asking(credentials(Keys.pair()));

        Failure failure = refused(() -> bench.target().read());

        assertThat(failure.tried()).contains("installation 4711 of the GitHub App 12");
        assertThat(failure.happened()).contains("401");
        assertThat(failure.advice()).contains("target.github.app.id", "the key");
    }

    @Test
    void installationThatIsNotThereIsSaid() {
        bench.asking(credentials(KEY));

        Failure failure = refused(() -> bench.target().read());

        assertThat(failure.happened()).contains("404");
        assertThat(failure.advice()).contains("target.github.app.installation");
    }

    @Test
    void installationOfAnotherOwnerIsSaid() {
        bench.github().createRepository("acme", "shop");
        install("other", KEY, ALL);

        assertThat(refused(() -> bench.target().read()).happened()).contains("an installation of other");
    }

    @Test
    void suspendedInstallationIsSaid() {
        install("acme", KEY, ALL).suspend();

        assertThat(refused(() -> bench.target().read()).advice()).contains("unsuspend");
    }

    @Test
    void appWithoutAdministrationPublishesWherePagesIsOn() {
        FakeRepository repository = bench.github().createRepository("acme", "shop");
        repository.commit("gh-pages", Map.of("README.md", "# shop"), "a");
        repository.enablePages("gh-pages", "/");
        app(KEY, "contents:write", "pages:write");

        bench.publish(Sites.text(1)).awaitVisible(Bench.TIMEOUT);

        assertThat(ofTheApp())
                .extracting(SeenRequest::line)
                .containsExactly(EXCHANGE, "GET /app/installations/4711", EXCHANGE);
        assertThat(ofTheApp().get(2).body()).doesNotContain("administration");
    }

    @Test
    void appThatMayNotWriteIsToldWhichPermissions() {
        bench.github().createRepository("acme", "shop").commit("main", Map.of("a", "a"), "a");
        app(KEY, "contents:read", "pages:write");

        Failure failure = refused(() -> bench.publish(Sites.text(1)));

        assertThat(failure.advice()).contains("Contents: write", "Pages: write and Administration: write");
    }

    @Test
    void everyFailureOfTheExchangeIsSatThrough() {
        bench.github().createRepository("acme", "shop").commit("main", Map.of("a", "a"), "a");
        for (Fault fault : List.of(
                Fault.status(502, "Bad Gateway"),
                new Fault.Cut(),
                new Fault.AnswerLost(),
                new Fault.HalfAnswer(),
                new Fault.Status(429, Map.of("Retry-After", "5"), "{}"))) {
            bench.github().faults().on(EXCHANGE, fault);
            bench.asking(credentials(KEY));
            install("acme", KEY, ALL);

            assertThat(bench.target().read().holds(Sites.text(1))).isFalse();
        }
        assertThat(bench.github().faults().allHappened()).isTrue();
    }

    private Bench app(KeyPair key, String... permissions) {
        install("acme", key, permissions);
        return bench;
    }

    private FakeInstallation install(String owner, KeyPair key, String... permissions) {
        bench.asking(credentials(key));
        return bench.github().installApp("12", key.getPublic(), owner, permissions);
    }

    private Credentials credentials(KeyPair key) {
        return new TokenSources(
                bench.settings(),
                new TokenSources.Given(null, new GitHubApp("12", 4711), null),
                Map.of("INTERLUDE_GITHUB_APP_KEY", Keys.pkcs1(key), "GITHUB_TOKEN", "ghs_never-used"),
                bench.clock(),
                bench.progress(),
                Bench.TIMEOUT);
    }

    private List<SeenRequest> ofTheApp() {
        return bench.github().requests().stream()
                .filter(seen -> seen.path().startsWith("/app/"))
                .toList();
    }

    private FakeRepository repository() {
        return bench.github().repository("acme", "shop").orElseThrow();
    }
}
