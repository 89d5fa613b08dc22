package dev.interlude.publisher.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.interlude.protocol.MaintenanceState;
import dev.interlude.publisher.github.fake.FakeRepository;
import dev.interlude.publisher.github.fake.Fault;
import dev.interlude.publisher.github.fake.SeenRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code plan} against what the {@code publish} after it really sends. */
class PlanTest extends GitHubAndHub {

    @Test
    void firstPublish() throws IOException {
        configure("");

        JsonNode plan = publishesAsPlanned();

        assertThat(subjects(plan)).contains("repository acme/shop", "branch gh-pages", "index.html", "GitHub Pages");
        assertThat(requests(plan)).hasSize(7).contains("POST /orgs/acme/repos", "POST /repos/acme/shop/pages");
    }

    @Test
    void firstPublishToAnAccountOfOnesOwn() throws IOException {
        configure("repository: alice/shop");

        assertThat(requests(publishesAsPlanned())).contains("POST /user/repos");
    }

    @Test
    void repositoryWithoutAnyCommit() throws IOException {
        github.createRepository("acme", "shop");
        configure("");

        assertThat(requests(publishesAsPlanned()))
                .contains("PUT /repos/acme/shop/contents/state.json", "PATCH /repos/acme/shop/git/refs/heads/gh-pages");
    }

    @Test
    void repositoryWithoutTheBranch() throws IOException {
        github.createRepository("acme", "shop").commit("main", Map.of("README.md", "# other"), "first");
        configure("");

        assertThat(requests(publishesAsPlanned())).contains("POST /repos/acme/shop/git/refs");
    }

    @Test
    void repositoryThatWordsAloneCallMissingIsNotAnnouncedAsANewOne() throws IOException {
        github.createRepository("acme", "shop").commit("main", Map.of("README.md", "# other"), "first");
        github.faults().on("GET .*/branches/.*", 2, Fault.status(404, "Not Found"));
        configure("");

        assertThat(run("plan", "--out", "maintenance.plan")).isZero();
        assertThat(out()).contains("branch gh-pages").doesNotContain("repository acme/shop");

        assertThat(run("publish", "--plan", "maintenance.plan")).as(err()).isZero();
        assertThat(github.repository("acme", "shop").orElseThrow().files("gh-pages"))
                .containsKey("index.html");
    }

    @Test
    void unchanged() throws IOException {
        configure("");
        publishesAsPlanned();

        JsonNode plan = publishesAsPlanned();

        assertThat(plan.path("changes")).isEmpty();
        assertThat(requests(plan)).noneMatch(line -> !line.startsWith("GET "));
        assertThat(run("plan")).isZero();
        assertThat(out()).contains("nothing to change");
    }

    @Test
    void changedPageAndState() throws IOException {
        configure("");
        publishesAsPlanned();
        startHub();
        hubState = inProgress(7);
        configure("", "hub: {url: 'http://127.0.0.1:" + hub.getPort() + "'}");

        JsonNode plan = publishesAsPlanned();

        assertThat(requests(plan)).hasSize(7).first().asString().startsWith("GET http://127.0.0.1");
        assertThat(plan.path("stateChanges").toString())
                .contains(
                        "{\"pointer\":\"/phase\",\"before\":\"\\\"operational\\\"\",\"after\":\"\\\"in_progress\\\"\"}");
    }

    @Test
    void hubThatIsBehindIsTold() throws IOException {
        startHub();
        String configuredHub = "hub: {url: 'http://127.0.0.1:" + hub.getPort() + "'}";
        hubState = inProgress(7);
        configure("", configuredHub);
        publishesAsPlanned();
        hubState = MaintenanceState.origin("shop");

        JsonNode plan = publishesAsPlanned();

        assertThat(plan.path("hub").asText()).isEqualTo("behind");
        assertThat(requests(plan)).hasSize(5).anyMatch(line -> line.startsWith("PUT http://127.0.0.1"));
    }

    @Test
    void binaryFilesCostARequestEachAndOneToLookWhichAreThere() throws IOException {
        Files.createDirectories(folder.resolve("maintenance"));
        Files.write(folder.resolve("maintenance/photo.bin"), new byte[] {0, 1, 2, (byte) 0xff});
        configure("");
        Files.writeString(
                folder.resolve("interlude.yaml"),
                Files.readString(folder.resolve("interlude.yaml"))
                        .replace("site:", "site:\n  templates: maintenance/"));
        assertThat(requests(publishesAsPlanned())).hasSize(8).contains("POST /repos/acme/shop/git/blobs");
        Files.write(folder.resolve("maintenance/second.bin"), new byte[] {0, 3, (byte) 0xff});

        JsonNode plan = publishesAsPlanned();

        assertThat(requests(plan))
                .filteredOn(line -> line.endsWith("/git/blobs"))
                .hasSize(1);
        assertThat(subjects(plan)).contains("second.bin").doesNotContain("photo.bin");
    }

    @Test
    void domainThatGitHubMayTakeFromTheFileFirst() throws IOException {
        configure("domain: maintenance.example.com");

        JsonNode plan = publishesAsPlanned();

        assertThat(plan.path("requests"))
                .as("said to be left out where it is not needed")
                .anyMatch(request -> request.path("method").asText().equals("PUT")
                        && !request.path("always").asBoolean());
    }

    @Test
    void domainForASiteThatHadAnother() throws IOException {
        configure("domain: old.example.com");
        publishesAsPlanned();
        configure("domain: new.example.com");

        JsonNode plan = publishesAsPlanned();

        assertThat(plan.path("changes").toString()).contains("old.example.com -> new.example.com");
        assertThat(requests(plan)).contains("PUT /repos/acme/shop/pages");
    }

    @Test
    void folderOfASharedBranch() throws IOException {
        github.createRepository("acme", "shop").commit("main", Map.of("src/a.txt", "a"), "first");
        configure("branch: main, path: /docs");

        assertThat(requests(publishesAsPlanned()))
                .filteredOn(line -> line.endsWith("/git/trees"))
                .hasSize(2);
        assertThat(run("plan")).isZero();
        assertThat(out()).contains("nothing to change");
    }

    @Test
    void folderTargetSendsNothing() throws IOException {
        Files.writeString(folder.resolve("interlude.yaml"), """
                app: shop
                site: {title: Shop}
                target: {directory: {path: public/}}
                """);

        JsonNode plan = publishesAsPlanned();

        assertThat(subjects(plan)).contains("index.html", "state.json");
        assertThat(requests(plan)).isEmpty();
    }

    @Test
    void planItselfWritesNothing() throws IOException {
        configure("domain: maintenance.example.com");
        assertThat(run("plan")).isZero();

        assertThat(github.requests()).allMatch(seen -> seen.method().equals("GET"));
        assertThat(github.repository("acme", "shop")).isEmpty();
    }

    @Test
    void savedPlanIsRefusedOnceTheBranchHasMoved() throws IOException {
        configure("");
        publishesAsPlanned();
        titled("Another shop");
        assertThat(run("plan", "--out", "maintenance.plan")).isZero();
        FakeRepository repository = github.repository("acme", "shop").orElseThrow();
        String state = repository.text("gh-pages", "state.json").orElseThrow();
        repository.commit("gh-pages", Map.of("note.txt", "by somebody else", "state.json", state), "by hand");
        String head = repository.head("gh-pages").orElseThrow();

        assertThat(run("publish", "--plan", "maintenance.plan")).isEqualTo(4);

        assertThat(err()).contains("the world has moved since: branch was commit", "plan --out maintenance.plan");
        assertThat(repository.head("gh-pages")).contains(head);
    }

    @Test
    void savedPlanIsRefusedOnceTheConfigurationRendersAnotherPage() throws IOException {
        configure("");
        assertThat(run("plan", "--out", "maintenance.plan")).isZero();
        titled("Another shop");

        assertThat(run("publish", "--plan", "maintenance.plan")).isEqualTo(4);
        assertThat(err()).contains("the world has moved since: page was");
        assertThat(github.repository("acme", "shop")).isEmpty();
    }

    @Test
    void savedPlanIsRefusedOnceTheHubKnowsAnotherState() throws IOException {
        startHub();
        configure("", "hub: {url: 'http://127.0.0.1:" + hub.getPort() + "'}");
        assertThat(run("plan", "--out", "maintenance.plan")).isZero();
        hubState = inProgress(8);

        assertThat(run("publish", "--plan", "maintenance.plan")).isEqualTo(4);
        assertThat(err()).contains("state was 0.0 and is 1795212000000.8");
    }

    @Test
    void savedPlanThatIsCarriedOutAgainChangesNothing() throws IOException {
        configure("");
        assertThat(run("plan", "--out", "maintenance.plan")).isZero();
        assertThat(run("publish", "--plan", "maintenance.plan")).isZero();
        github.forgetRequests();

        assertThat(run("publish", "--plan", "maintenance.plan")).isZero();
        assertThat(github.requests()).allMatch(seen -> seen.method().equals("GET"));
    }

    @Test
    void savedPlanHoldsNoSecret() throws IOException {
        configure("");
        assertThat(run("plan", "--out", "maintenance.plan")).isZero();

        assertThat(Files.readString(folder.resolve("maintenance.plan"))).doesNotContain(token);
        assertThat(out() + err()).doesNotContain(token);
    }

    @Test
    void fileThatIsNoPlanIsAMistakeOfUse() throws IOException {
        configure("");
        Files.writeString(folder.resolve("other.json"), "{\"plan\": 9}");

        assertThat(run("publish", "--plan", "other.json")).isEqualTo(2);
        assertThat(run("publish", "--plan", "missing.json")).isEqualTo(2);
        assertThat(github.requests()).isEmpty();
    }

    /** Plans, publishes that plan, and compares what was planned with what was sent. */
    private JsonNode publishesAsPlanned() throws IOException {
        assertThat(run("plan", "--json", "--out", "maintenance.plan")).as(err()).isZero();
        JsonNode plan = new JsonMapper().readTree(out.toByteArray());
        assertThat(new JsonMapper().readTree(folder.resolve("maintenance.plan").toFile()))
                .isEqualTo(plan);
        github.forgetRequests();
        hubRequests.clear();

        assertThat(run("publish", "--plan", "maintenance.plan")).as(err()).isZero();

        List<String> sent = github.counted().stream().map(SeenRequest::line).collect(Collectors.toList());
        sent.addAll(hubRequests);
        assertThat(sent).containsExactlyInAnyOrderElementsOf(sentOf(plan, sent));
        assertThat(github.counted().stream().map(SeenRequest::line))
                .as("in that order")
                .containsExactlyElementsOf(sentOf(plan, sent).stream()
                        .filter(line -> !line.contains(" http"))
                        .toList());
        return plan;
    }

    /** What is planned, without what was said to be left out where it is not needed, and was. */
    private static List<String> sentOf(JsonNode plan, List<String> sent) {
        List<String> lines = new ArrayList<>();
        for (JsonNode request : plan.path("requests")) {
            String line = line(request);
            if (request.path("always").asBoolean() || sent.contains(line)) {
                lines.add(line);
            }
        }
        return lines;
    }

    private static List<String> requests(JsonNode plan) {
        List<String> lines = new ArrayList<>();
        plan.path("requests").forEach(request -> lines.add(line(request)));
        return lines;
    }

    private static String line(JsonNode request) {
        return request.path("method").asText() + " " + request.path("path").asText();
    }

    private static List<String> subjects(JsonNode plan) {
        List<String> subjects = new ArrayList<>();
        plan.path("changes")
                .forEach(change -> subjects.add(change.path("subject").asText()));
        return subjects;
    }
}
