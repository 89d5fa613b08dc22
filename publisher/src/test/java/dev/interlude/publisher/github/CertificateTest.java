package dev.interlude.publisher.github;

import static dev.interlude.publisher.github.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.interlude.publisher.failure.Failure;
import dev.interlude.publisher.github.fake.FakeGitHub;
import dev.interlude.publisher.github.fake.FakePages;
import dev.interlude.publisher.github.fake.Fault;
import dev.interlude.publisher.github.fake.SeenRequest;
import dev.interlude.publisher.target.Publication;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** First the domain, then its certificate, then https: each a step that GitHub takes only after the one before. */
class CertificateTest {

    private static final String DOMAIN = "maintenance.example.com";

    private Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void certificateIsWaitedForAndHttpsEnforcedThen() {
        Publication publication = publishWaiting(Duration.ofHours(3));
        pages().certificate("new").certificateAfter(12, "approved");

        assertThat(publication.awaitVisible(Bench.TIMEOUT))
                .contains("shows version")
                .endsWith("https is enforced");

        assertThat(pages().httpsEnforced()).isTrue();
        assertThat(bodiesOf("PUT")).containsExactly("{\"https_enforced\":true}");
    }

    @Test
    void certificateThatTakesTooLongHasAFailureOfItsOwnAndTheNextRunGoesOn() {
        Publication publication = publishWaiting(Duration.ofMinutes(30));
        pages().certificate("authorization_pending");
        Instant start = bench.time();

        Failure failure = refused(() -> publication.awaitVisible(Bench.TIMEOUT));

        assertThat(failure.kind()).isEqualTo(Failure.Kind.NO_CERTIFICATE);
        assertThat(failure.happened()).contains("authorization_pending").contains("30 min");
        assertThat(bench.time()).isBetween(start.plus(Duration.ofMinutes(28)), start.plus(Duration.ofMinutes(31)));

        pages().certificate("approved");
        bench.publish(Sites.text(1));
        assertThat(pages().httpsEnforced()).isTrue();
    }

    @Test
    void certificateIsNotWaitedForUnasked() {
        Publication publication = publishWaiting(Duration.ZERO);
        pages().certificate("new");
        Instant start = bench.time();

        assertThat(publication.warnings()).singleElement().asString().contains("--certificate-timeout");
        publication.awaitVisible(Bench.TIMEOUT);

        assertThat(bench.time()).isBefore(start.plusSeconds(30));
        assertThat(bodiesOf("PUT")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"errored", "bad_authz", "authorization_revoked", "dns_changed"})
    void certificateThatGitHubHasGivenUpIsReportedAtOnceWithWhatItFound(String state) {
        Publication publication = publishWaiting(Duration.ofHours(3));
        pages().certificate(state)
                .health(JsonNodeFactory.instance
                        .objectNode()
                        .put("caa_error", "no record for letsencrypt.org")
                        .put("is_served_by_pages", false));
        Instant start = bench.time();

        Failure failure = refused(() -> publication.awaitVisible(Bench.TIMEOUT));

        assertThat(failure.kind()).isEqualTo(Failure.Kind.REFUSED);
        assertThat(failure.happened())
                .contains(state)
                .contains("letsencrypt.org")
                .contains("do not lead to GitHub Pages");
        assertThat(failure.advice()).contains("--remove-domain " + DOMAIN);
        assertThat(bench.time()).isBefore(start.plusSeconds(60));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "new",
                "authorization_created",
                "authorized",
                "issued",
                "uploaded",
                "destroy_pending",
                "state_of_2031"
            })
    void everyOtherStateIsWaitedThrough(String state) {
        Publication publication = publishWaiting(Duration.ofHours(3));
        pages().certificate("state_of_2031".equals(state) ? null : state).certificateAfter(4, "approved");

        assertThat(publication.awaitVisible(Bench.TIMEOUT)).endsWith("https is enforced");
    }

    @Test
    void certificateThatIsSaidToBeThereBeforeItIsIsWaitedFor() {
        Publication publication = publishWaiting(Duration.ofHours(3));
        pages().certificate("approved");
        bench.github().faults().on("PUT .*/pages", 2, Fault.status(404, "The certificate does not exist yet"));

        assertThat(publication.awaitVisible(Bench.TIMEOUT)).endsWith("https is enforced");
        assertThat(bench.github().faults().allHappened()).isTrue();
    }

    @Test
    void settingsThatHaveNotChangedCostNoQuota() {
        Publication publication = publishWaiting(Duration.ofHours(1));
        pages().certificate("authorized").certificateAfter(20, "approved");

        publication.awaitVisible(Bench.TIMEOUT);

        assertThat(bench.github().requests().stream()
                        .filter(seen -> seen.line().equals("GET /repos/acme/shop/pages") && seen.status() == 304))
                .hasSizeGreaterThan(15);
    }

    @Test
    void domainThatIsTakenAwayMeanwhileEndsTheWait() {
        Publication publication = publishWaiting(Duration.ofHours(1));
        pages().domain(null);

        assertThat(refused(() -> publication.awaitVisible(Bench.TIMEOUT)).happened())
                .contains("no longer set");
    }

    @Test
    void siteWhoseHttpsIsEnforcedIsNotAskedAgain() {
        publishWaiting(Duration.ZERO).awaitVisible(Bench.TIMEOUT);
        pages().certificate("approved");
        bench.publish(Sites.text(1)).awaitVisible(Bench.TIMEOUT);
        bench.github().forgetRequests();

        bench.certificateTimeout(Duration.ofHours(1)).publish(Sites.text(1)).awaitVisible(Bench.TIMEOUT);

        assertThat(bench.github().counted()).hasSize(2);
    }

    @Test
    void healthOfTheDomainExplainsWhyThePageIsSeenElsewhere() {
        Publication publication = bench.domain("maintenance.invalid").publish(Sites.text(1));
        pages().health(JsonNodeFactory.instance.objectNode().put("dns_resolves", false));

        publication.awaitVisible(Bench.TIMEOUT);

        assertThat(bench.story()).contains("visible once DNS points here").contains("its name does not resolve");
        assertThat(bench.github().requests().stream().filter(seen -> seen.path().endsWith("/pages/health")))
                .hasSizeBetween(2, 4);
    }

    @Test
    void healthIsNotAskedForWithAWorkflowsToken() {
        bench.published(Sites.text(1));
        bench.asWorkflow();
        pages().domain("maintenance.invalid");

        bench.publish(Sites.text(2)).awaitVisible(Bench.TIMEOUT);

        assertThat(bench.story()).contains("visible once DNS points here");
        assertThat(bench.github().requests()).noneMatch(seen -> seen.path().endsWith("/pages/health"));
        assertThat(bench.github().requests()).noneMatch(seen -> seen.status() == 403);
    }

    @Test
    void enterpriseServerHasNoHealthCheckAndThatIsNoMatter() {
        bench.close();
        bench = new Bench(FakeGitHub.enterpriseServer());
        bench.domain("maintenance.invalid").publish(Sites.text(1)).awaitVisible(Bench.TIMEOUT);

        assertThat(bench.story()).contains("visible once DNS points here").doesNotContain("GitHub says");
    }

    /** Published under a domain that leads to the fake. */
    private Publication publishWaiting(Duration timeout) {
        bench.published(Sites.text(1));
        bench.domain(DOMAIN).certificateTimeout(timeout);
        pages().seenAt(bench.github().pagesUrl("acme", "shop").toString());
        Publication publication = bench.publish(Sites.text(1));
        bench.github().forgetRequests();
        return publication;
    }

    private List<String> bodiesOf(String method) {
        return bench.github().requests().stream()
                .filter(seen -> method.equals(seen.method()) && seen.status() == 204)
                .map(SeenRequest::body)
                .toList();
    }

    private FakePages pages() {
        return bench.github().repository("acme", "shop").orElseThrow().pages().orElseThrow();
    }
}
