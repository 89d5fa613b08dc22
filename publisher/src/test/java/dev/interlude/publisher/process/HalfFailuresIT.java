package dev.interlude.publisher.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlude.protocol.MaintenanceState;
import dev.interlude.protocol.Phase;
import dev.interlude.publisher.github.fake.FakeGitHub;
import dev.interlude.publisher.github.fake.Fault;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever half of a move fails, the same command, or the next one, makes all agree again. */
class HalfFailuresIT {

    private final FakeGitHub github = new FakeGitHub();
    private final String githubToken = github.createToken("repo");

    @TempDir
    private Path folder;

    private HubJar hub = new HubJar(Path.of(""));
    private Operator operator = new Operator(Path.of(""));

    @BeforeEach
    void open() {
        hub = new HubJar(folder).start();
        operator = new Operator(folder)
                .with("INTERLUDE_GITHUB_TOKEN", githubToken)
                .with("INTERLUDE_ADMIN_TOKEN", HubJar.TOKEN)
                .configured("""
                        app: shop
                        target:
                          github: {repository: acme/shop-maintenance, create: public, api-url: "%s"}
                        hub: {url: "%s"}
                        """.formatted(github.apiUrl(), hub.url()));
    }

    @AfterEach
    void close() {
        hub.close();
        github.close();
        assertThat(operator.everythingWritten()).doesNotContain(githubToken).doesNotContain(HubJar.TOKEN);
    }

    @Test
    void firstPublishWaitsUntilThePageCanBeSeen() {
        Operator.Result published = operator.run("publish", "--verbose");

        assertThat(published.exitCode()).as(published.err()).isZero();
        assertThat(published.out())
                .contains("site: published " + github.apiUrl().resolve("/pages/acme/shop-maintenance/"));
        assertThat(operator.run("publish", "--no-wait").out()).contains("hub: already, site: already");
        assertThat(github.repository("acme", "shop-maintenance").orElseThrow().log("gh-pages"))
                .hasSize(1);
        allAgreeOn(Phase.OPERATIONAL);
    }

    @Test
    void hubDownAtStartThenBackThenPublishAllAgree() {
        hub.kill();
        Operator.Result alone = operator.run("start", "--no-wait");
        assertThat(alone.exitCode()).as(alone.err()).isEqualTo(5);
        assertThat(published()).contains("\"phase\": \"in_progress\"");

        hub.start();
        Operator.Result healed = operator.run("publish", "--no-wait");

        assertThat(healed.exitCode()).as(healed.err()).isZero();
        allAgreeOn(Phase.IN_PROGRESS);
    }

    @Test
    void hubDownAtStartThenTheSameCommandHealsIt() {
        hub.kill();
        operator.run("start", "--no-wait");

        hub.start();
        Operator.Result healed = operator.run("start", "--no-wait");

        assertThat(healed.exitCode()).as(healed.err()).isZero();
        allAgreeOn(Phase.IN_PROGRESS);
    }

    @Test
    void dataOfTheHubDeletedInMidMaintenanceThenCompleteConnectedAndNewClientsAgree() {
        run("start", "--no-wait");
        MaintenanceState held;
        try (Tab before = new Tab(hub, "shop")) {
            held = before.next();
        }
        hub.kill();
        hub.loseItsData();
        hub.start();

        try (Tab connected = new Tab(hub, "shop")) {
            assertThat(connected.next().version().isNewerThan(held.version()))
                    .as("the hub knows nothing, and what it says does not win over what the tab holds")
                    .isFalse();
            run("complete", "--no-wait");
            MaintenanceState told = connected.next();
            assertThat(told.phase()).isEqualTo(Phase.COMPLETED);
            assertThat(told.version().isNewerThan(held.version())).isTrue();
            try (Tab late = new Tab(hub, "shop")) {
                assertThat(late.next()).isEqualTo(told);
            }
        }
        allAgreeOn(Phase.COMPLETED);
    }

    @Test
    void publishingFailsAfterTheHubChangedAndTheSameCommandHealsIt() {
        run("publish", "--no-wait");
        github.faults()
                .on("POST .*/git/trees", 1, Fault.status(403, "Resource not accessible by personal access token"));
        Operator.Result failed = operator.run("start", "--no-wait", "--json");
        assertThat(failed.exitCode()).as(failed.err()).isEqualTo(4);
        assertThat(failed.out()).contains("\"hub\": \"told\"").contains("\"site\": \"failed\"");
        String told = hub.state("shop");

        Operator.Result healed = operator.run("start", "--no-wait");

        assertThat(healed.exitCode()).as(healed.err()).isZero();
        assertThat(hub.state("shop")).as("no new revision").isEqualTo(told);
        allAgreeOn(Phase.IN_PROGRESS);
    }

    @Test
    void twoPublishersAtOnceLoseNothing() {
        run("start", "--no-wait");
        List<Operator.Running> running = Stream.of("First half done.", "Second half done.")
                .map(text -> operator.start("update", text))
                .toList();
        List<Operator.Result> results = running.stream().map(operator::finish).toList();

        assertThat(results)
                .allSatisfy(
                        result -> assertThat(result.exitCode()).as(result.err()).isZero());
        assertThat(hub.state("shop")).contains("First half done.").contains("Second half done.");
        run("publish", "--no-wait");
        allAgreeOn(Phase.IN_PROGRESS);
    }

    @Test
    void publishInMidMaintenanceKeepsThePhase() {
        run("start", "--no-wait");
        String before = hub.state("shop");

        run("publish", "--no-wait");

        assertThat(hub.state("shop")).isEqualTo(before);
        allAgreeOn(Phase.IN_PROGRESS);
    }

    @Test
    void completeTwiceIsDone() {
        run("start", "--no-wait");
        run("complete", "--no-wait");
        String before = hub.state("shop");

        run("complete", "--no-wait");

        assertThat(hub.state("shop")).isEqualTo(before);
        allAgreeOn(Phase.COMPLETED);
    }

    @Test
    void statusTellsWhetherAllAgreeByItsExitCode() {
        run("publish");
        run("start", "--no-site");
        Operator.Result disagreed = operator.run("status", "--exit-code");
        assertThat(disagreed.exitCode()).as(disagreed.out()).isEqualTo(12);

        run("publish");
        Operator.Result agreed = operator.run("status", "--exit-code");
        assertThat(agreed.exitCode()).as(agreed.out()).isEqualTo(11);
        assertThat(agreed.out()).contains("all places agree");

        hub.kill();
        assertThat(operator.run("status", "--exit-code").exitCode()).isEqualTo(12);
    }

    private void run(String... arguments) {
        Operator.Result result = operator.run(arguments);
        assertThat(result.exitCode()).as(result.err()).isZero();
    }

    private String published() {
        return github.repository("acme", "shop-maintenance")
                .orElseThrow()
                .text("gh-pages", "state.json")
                .orElseThrow();
    }

    private void allAgreeOn(Phase phase) {
        assertThat(hub.state("shop")).contains("\"phase\": \"" + phase.wireName() + "\"");
        assertThat(published()).isEqualTo(hub.state("shop"));
    }
}
