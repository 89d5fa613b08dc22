package dev.interlude.publisher.github;

import static dev.interlude.publisher.github.Refusals.refused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlude.publisher.failure.Failure;
import dev.interlude.publisher.github.fake.FakePages;
import dev.interlude.publisher.github.fake.FakeRepository;
import dev.interlude.publisher.github.fake.Fault;
import dev.interlude.publisher.github.fake.SeenRequest;
import dev.interlude.publisher.target.Change;
import dev.interlude.publisher.target.Plan;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The settings of Pages: only what differs, in the order that GitHub accepts, and nobody's choice undone. */
class GitHubPagesTest {

    private static final String DOMAIN = "maintenance.example.com";

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void domainStandsInTheTreeFromTheFirstCommit() {
        bench.domain(DOMAIN).publish(Sites.text(1));

        assertThat(repository().text("gh-pages", "CNAME")).hasValue(DOMAIN);
        assertThat(pages().domain()).hasValue(DOMAIN);
        assertThat(repository().log("gh-pages")).hasSize(1);
    }

    @Test
    void domainIsSetByACallOfItsOwnAndOnce() {
        bench.published(Sites.text(1));

        bench.domain(DOMAIN).publish(Sites.text(1));
        bench.publish(Sites.text(1));

        assertThat(puts()).containsExactly("{\"cname\":\"" + DOMAIN + "\"}");
        assertThat(pages().domain()).hasValue(DOMAIN);
    }

    @Test
    void domainThatSomebodySetIsKeptAndSaid() {
        bench.published(Sites.text(1));
        pages().domain("docs.example.com");

        Plan plan = bench.target().read().plan(Sites.text(2));
        plan.apply();

        assertThat(plan.warnings())
                .singleElement()
                .asString()
                .contains("docs.example.com")
                .contains("kept");
        assertThat(repository().text("gh-pages", "CNAME")).hasValue("docs.example.com");
        assertThat(pages().domain()).hasValue("docs.example.com");
        assertThat(bench.target().read().holds(Sites.text(2))).isTrue();
    }

    @Test
    void lineEndAfterADomainIsNotWorthACommit() {
        bench.domain(DOMAIN).published(Sites.text(1));
        byHand("CNAME", DOMAIN + "\n");

        assertThat(bench.target().read().plan(Sites.text(1)).changes()).isEmpty();
    }

    @Test
    void domainInTheBranchIsKeptWherePagesIsOff() {
        FakeRepository repository = bench.github().createRepository("acme", "shop");
        repository.commit("gh-pages", Map.of("CNAME", "docs.example.com"), "by hand");

        bench.takingOver().publish(Sites.text(1));

        assertThat(repository.text("gh-pages", "CNAME")).hasValue("docs.example.com");
    }

    @Test
    void domainThatSomebodyPushedIsKeptWherePagesDoesNotSayItYet() {
        bench.published(Sites.text(1));
        String theirs = "docs.example.com";
        byHand("CNAME", theirs);
        pages().domain(null).idle();

        bench.publish(Sites.text(2));
        assertThat(repository().text("gh-pages", "CNAME")).hasValue(theirs);

        pages().domain(null);
        Plan plan = bench.target().read().plan(Sites.text(3));
        assertThat(plan.warnings()).singleElement().asString().contains(theirs).contains("kept");
        plan.apply();
        assertThat(repository().text("gh-pages", "CNAME")).hasValue(theirs);
    }

    @Test
    void domainIsLookedForAfterCommitsOfOthersOnly() {
        bench.published(Sites.text(1));
        bench.publish(Sites.text(2));
        assertThat(bench.github().counted()).hasSize(6);
        bench.github().forgetRequests();

        byHand("notes.txt", "by hand");
        bench.publish(Sites.text(3));

        assertThat(bench.github().counted())
                .hasSize(7)
                .extracting(SeenRequest::path)
                .anyMatch(path -> path.contains("/contents/CNAME"));
    }

    @Test
    void domainIsRemovedByItsNameOnce() {
        bench.domain(DOMAIN).published(Sites.text(1));

        bench.domain(null).removing(DOMAIN.toUpperCase(Locale.ROOT));
        Plan plan = bench.target().read().plan(Sites.text(1));
        assertThat(plan.changes()).contains(new Change(Change.Kind.DELETE, "the Pages domain", DOMAIN));
        plan.apply();

        assertThat(repository().files("gh-pages")).doesNotContainKey("CNAME");
        assertThat(pages().domain()).isEmpty();
        assertThat(puts()).containsExactly("{\"cname\":null}");
        assertThat(bench.target().read().plan(Sites.text(1)).changes()).isEmpty();
    }

    @Test
    void domainOfAnotherNameIsNotRemoved() {
        bench.domain(DOMAIN).published(Sites.text(1));

        bench.domain(null).removing("old.example.com");
        Failure failure = refused(() -> bench.publish(Sites.text(2)));

        assertThat(failure.kind()).isEqualTo(Failure.Kind.REFUSED);
        assertThat(failure.happened()).contains(DOMAIN);
        assertThat(repository().log("gh-pages")).hasSize(1);
        assertThat(pages().domain()).hasValue(DOMAIN);
    }

    @Test
    void domainThatTheConfigurationAsksForIsNotRemoved() {
        Failure failure = refused(() -> bench.domain(DOMAIN).removing(DOMAIN).publish(Sites.text(1)));

        assertThat(failure.kind()).isEqualTo(Failure.Kind.CONFIGURATION);
        assertThat(bench.github().repository("acme", "shop")).isEmpty();
    }

    @Test
    void domainThatIsReplacedIsNamed() {
        bench.domain("old.example.com").published(Sites.text(1));

        Plan plan = bench.domain(DOMAIN).target().read().plan(Sites.text(1));
        plan.apply();

        assertThat(plan.warnings()).anyMatch(warning -> warning.contains("old.example.com"));
        assertThat(pages().domain()).hasValue(DOMAIN);
        assertThat(repository().text("gh-pages", "CNAME")).hasValue(DOMAIN);
    }

    @Test
    void httpsIsEnforcedOnceTheCertificateIsThere() {
        bench.domain(DOMAIN).publish(Sites.text(1));
        assertThat(puts()).isEmpty();

        pages().certificate("authorization_pending");
        Plan waiting = bench.target().read().plan(Sites.text(1));
        assertThat(waiting.changes()).isEmpty();
        assertThat(waiting.warnings()).singleElement().asString().contains("authorization_pending");

        pages().certificate("approved");
        bench.publish(Sites.text(1));

        assertThat(puts()).containsExactly("{\"https_enforced\":true}");
        assertThat(pages().httpsEnforced()).isTrue();
    }

    @Test
    void certificateThatIsGoneInBetweenIsAWarning() {
        bench.domain(DOMAIN).publish(Sites.text(1));
        pages().certificate("approved");
        bench.github().faults().on("PUT .*/pages", Fault.status(404, "The certificate does not exist yet"));

        bench.publish(Sites.text(1));

        assertThat(bench.story()).contains("warning: the domain's certificate is not there yet");
    }

    @Test
    void domainThatGitHubRefusesIsExplained() {
        bench.published(Sites.text(1));

        Failure failure = refused(() -> bench.domain("Not_A_Domain").publish(Sites.text(1)));

        assertThat(failure.happened()).contains("400").contains("not properly formatted");
        assertThat(failure.advice()).contains("target.github.domain");
    }

    @Test
    void siteOfAWorkflowIsLeftAloneUnlessTakenOver() {
        bench.published(Sites.text(1));
        pages().publishedByWorkflow();

        Failure failure = refused(() -> bench.publish(Sites.text(2)));
        assertThat(failure.kind()).isEqualTo(Failure.Kind.REFUSED);
        assertThat(failure.happened()).contains("a workflow");
        assertThat(repository().log("gh-pages")).hasSize(1);

        bench.takingOver().publish(Sites.text(2));
        assertThat(pages().buildType()).isEqualTo("legacy");
        assertThat(pages().source()).isEqualTo("gh-pages /");
    }

    @Test
    void siteThatAnotherBranchPublishesIsLeftAloneUnlessTakenOver() {
        FakeRepository repository = bench.github().createRepository("acme", "shop");
        repository.commit("main", Map.of("index.html", "docs"), "docs");
        repository
                .enablePages("main", "/")
                .builtElsewhere(repository.head("main").orElseThrow());

        Failure failure = refused(() -> bench.publish(Sites.text(1)));
        assertThat(failure.happened()).contains("main /");
        assertThat(repository.head("gh-pages")).isEmpty();

        bench.takingOver().publish(Sites.text(1));
        assertThat(pages().source()).isEqualTo("gh-pages /");
        assertThat(repository.text("main", "index.html")).hasValue("docs");
    }

    @Test
    void siteThatSomebodyEnabledInBetweenIsComparedAgain() {
        bench.domain(DOMAIN);
        bench.github()
                .faults()
                .on("POST .*/pages", new Fault.Meanwhile(() -> repository().enablePages("gh-pages", "/")));

        bench.publish(Sites.text(1));

        assertThat(pages().domain()).hasValue(DOMAIN);
        assertThat(puts()).containsExactly("{\"cname\":\"" + DOMAIN + "\"}");
    }

    @Test
    void planWithoutPagesForPrivateRepositoriesIsExplained() {
        bench.github().createPrivateRepository("acme", "shop").withoutPages().commit("main", Map.of("a", "a"), "a");

        Failure failure = refused(() -> bench.publish(Sites.text(1)));

        assertThat(failure.kind()).isEqualTo(Failure.Kind.REFUSED);
        assertThat(failure.happened()).contains("422").contains("does not support GitHub Pages");
        assertThat(failure.advice()).contains("public");
    }

    /** Somebody adds a file to what stands there. */
    private void byHand(String file, String content) {
        Map<String, String> files = new TreeMap<>();
        repository().files("gh-pages").forEach((path, bytes) -> files.put(path, new String(bytes, UTF_8)));
        files.put(file, content);
        repository().commit("gh-pages", files, "by hand");
    }

    private List<String> puts() {
        return bench.github().requests().stream()
                .filter(seen -> "PUT".equals(seen.method()) && seen.status() == 204)
                .map(SeenRequest::body)
                .toList();
    }

    private FakeRepository repository() {
        return bench.github().repository("acme", "shop").orElseThrow();
    }

    private FakePages pages() {
        return repository().pages().orElseThrow();
    }
}
