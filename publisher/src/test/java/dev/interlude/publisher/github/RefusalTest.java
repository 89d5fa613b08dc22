package dev.interlude.publisher.github;

import static dev.interlude.publisher.github.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlude.publisher.failure.Failure;
import dev.interlude.publisher.github.fake.Fault;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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
    }

    @Test
    void permissionThatIsMissingIsNamedAsGitHubNamesIt() {
        bench.published(Sites.text(1));
        bench.token(bench.github().createToken("contents:read", "pages:read"));

        Failure failure = refused(() -> bench.publish(Sites.text(2)));

        assertThat(failure.happened()).contains("403").contains("not accessible by personal access token");
        assertThat(failure.advice()).contains("contents=write").contains("fine-grained");
    }

    @Test
    void permissionThatGitHubDoesNotNameIsNamedByUs() {
        bench.published(Sites.text(1));
        bench.github().faults().on("POST .*/trees", Fault.status(403, "Forbidden"));

        Failure failure = refused(() -> bench.publish(Sites.text(2)));

        assertThat(failure.advice()).contains("Contents: write").contains("the scope repo");
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
