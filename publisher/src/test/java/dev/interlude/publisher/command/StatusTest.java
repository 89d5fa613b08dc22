package dev.interlude.publisher.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.interlude.protocol.MaintenanceState;
import dev.interlude.protocol.StateCodec;
import dev.interlude.publisher.github.fake.FakeRepository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.Test;

/** What {@code status} says of places that agree, and of each way not to. */
class StatusTest extends GitHubAndHub {

    @Test
    void allPlacesAgree() throws IOException {
        publish(inProgress(7));

        assertThat(run("status", "--exit-code")).isEqualTo(11);
        assertThat(out()).startsWith("shop: in_progress, all places agree\n").contains("GitHub Pages: gh-pages /");
        assertThat(err()).isEmpty();
    }

    @Test
    void hubThatIsBehindIsTobeTold() throws IOException {
        publish(inProgress(7));
        hubState = MaintenanceState.origin("shop");

        assertThat(status()).startsWith("shop: in_progress, the places disagree: hub behind\n");
        assertThat(out()).contains("what to do: run publisher publish");
    }

    @Test
    void hubThatIsAheadIsSoAndTheRestIsBehind() throws IOException {
        publish(inProgress(7));
        hubState = inProgress(8);

        assertThat(status()).startsWith("shop: in_progress, the places disagree: target behind, page behind\n");
        assertThat(out()).contains("1795212000000.8), is ahead");
    }

    @Test
    void pageThatGitHubHasNotBuiltYet() throws IOException {
        publish(inProgress(7));
        github.repository("acme", "shop").orElseThrow().pages().orElseThrow().stale(1000);
        hubState = inProgress(8);
        assertThat(run("publish", "--no-wait")).isZero();

        assertThat(status()).startsWith("shop: in_progress, the places disagree: page behind\n");
        assertThat(out()).contains("wait for GitHub's build and caches");
    }

    @Test
    void hubThatIsAway() throws IOException {
        publish(inProgress(7));
        hub.close();

        assertThat(status()).startsWith("shop: in_progress, the places disagree: hub unreachable\n");
    }

    @Test
    void repositoryThatTheTokenDoesNotSeeIsNotCalledOperationalAlone() throws IOException {
        configure("");

        assertThat(status()).startsWith("shop: operational, the places disagree: pages differs\n");
        assertThat(out())
                .contains("operational (0.0), the repository is not there, or this token cannot see it")
                .contains("GitHub Pages: is off");
    }

    @Test
    void tokenThatIsRefused() throws IOException {
        publish(inProgress(7));
        github.revoke(token);

        assertThat(status()).startsWith("shop: in_progress, the places disagree: target refused\n");
        assertThat(out()).contains("what to do:");
    }

    @Test
    void pageOfAnotherApp() throws IOException {
        publish(inProgress(7));
        elsewhere(200, new String(StateCodec.encode(MaintenanceState.origin("other")), StandardCharsets.UTF_8));

        assertThat(status()).contains("page other app").contains("belongs to the app other");
    }

    @Test
    void addressAtWhichSomethingElseStands() throws IOException {
        publish(inProgress(7));
        elsewhere(200, "<title>It works</title>");
        assertThat(status()).contains("page no state").contains("where its DNS record points");
        elsewhere(404, "");
        assertThat(status()).contains("page missing");
        elsewhere(502, "");
        assertThat(status()).contains("page unreachable");
    }

    @Test
    void pagesThatSomebodySwitchedToAnotherBranch() throws IOException {
        publish(inProgress(7));
        FakeRepository repository = github.repository("acme", "shop").orElseThrow();
        repository.commit("main", Map.of("index.html", "other"), "other");
        repository.pages().orElseThrow().setSource("main", "/");

        assertThat(status()).contains("pages differs").contains("Pages shows what main / publishes there");
    }

    @Test
    void jsonNamesConditionAndAdvice() throws IOException {
        publish(inProgress(7));
        hubState = inProgress(8);

        assertThat(run("status", "--json")).isZero();
        JsonNode places = new JsonMapper().readTree(out.toByteArray()).path("places");
        assertThat(places)
                .extracting(place -> place.path("condition").asText())
                .containsExactly("ahead", "behind", "agrees", "behind");
        assertThat(places.path(1).path("advice").asText()).isNotEmpty();
    }

    @Test
    void watchPrintsChangesAloneAndEndsQuietly() throws IOException {
        publish(inProgress(7));
        looks = 4;
        onSleep = () -> hubState = looks == 2 ? inProgress(8) : hubState;

        assertThat(run("status", "--watch", "--json", "--exit-code")).isEqualTo(12);

        assertThat(out().lines())
                .as("one document a line, and only two of four looks differ")
                .hasSize(2);
        assertThat(new JsonMapper()
                        .readTree(out().lines().findFirst().orElseThrow())
                        .path("agree")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void pageThatCannotLearnOfTheEndIsWarnedOf() throws IOException {
        Files.writeString(folder.resolve("interlude.yaml"), """
                app: shop
                site: {title: Shop, app-url: 'https://shop.example.com/'}
                target: {directory: {path: public/}}
                """);

        assertThat(run("status")).isZero();
        assertThat(err()).contains("cannot learn of the end");
    }

    private String status() {
        assertThat(run("status", "--exit-code")).isEqualTo(12);
        return out();
    }

    private void publish(MaintenanceState state) throws IOException {
        startHub();
        hubState = state;
        configure("", "hub: {url: 'http://127.0.0.1:" + hub.getPort() + "'}");
        assertThat(run("publish")).as(err()).isZero();
    }

    /** The page's address leads to another server, which is the hub's here, with that answer to all that is no state of the hub. */
    private void elsewhere(int status, String body) throws IOException {
        strange = new MockResponse.Builder().code(status).body(body).build();
        Path file = folder.resolve("interlude.yaml");
        if (!Files.readString(file).contains("  url:")) {
            Files.writeString(
                    file,
                    Files.readString(file)
                            .replace("site:", "site:\n  url: 'http://127.0.0.1:" + hub.getPort() + "/page/'"));
        }
    }
}
