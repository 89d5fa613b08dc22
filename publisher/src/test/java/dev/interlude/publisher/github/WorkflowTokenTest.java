package dev.interlude.publisher.github;

import static dev.interlude.publisher.github.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlude.publisher.failure.Failure;
import dev.interlude.publisher.github.fake.FakePages;
import dev.interlude.publisher.github.fake.FakeRepository;
import dev.interlude.publisher.github.fake.SeenRequest;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With {@code GITHUB_TOKEN} no call is made that GitHub refuses to a workflow: the fake refuses them all, none is seen. */
class WorkflowTokenTest {

    private final Bench bench = new Bench();

    @BeforeEach
    void useGitHubToken() {
        bench.asWorkflow();
    }

    @AfterEach
    void nothingWasAskedThatCannotBe() {
        assertThat(bench.github().requests())
                .filteredOn(seen -> seen.status() == 401 || seen.status() == 403)
                .isEmpty();
        assertThat(bench.github().requests())
                .extracting(SeenRequest::line)
                .noneMatch(line -> line.startsWith("GET /user")
                        || line.endsWith("/repos")
                        || line.endsWith("/health")
                        || line.matches("(POST|PUT|DELETE) .*/pages"));
        bench.close();
    }

    @Test
    void publishesAndAsksForTheBuild() {
        FakeRepository repository = withPages("gh-pages");

        assertThat(bench.publish(Sites.withLogo(1)).awaitVisible(Bench.TIMEOUT)).contains("shows version");

        assertThat(repository.files("gh-pages"))
                .containsOnlyKeys(Sites.withLogo(1).files().keySet());
        assertThat(bench.github().requests())
                .extracting(SeenRequest::line)
                .contains("POST /repos/acme/shop/pages/builds");
    }

    @Test
    void pagesThatIsOffIsSaidOnceTheBranchIsThere() {
        FakeRepository repository = bench.github().createRepository("acme", "shop");
        repository.commit("main", Map.of("a", "a"), "a");

        Failure failure = refused(() -> bench.publish(Sites.text(1)));

        assertThat(failure.kind()).isEqualTo(Failure.Kind.REFUSED);
        assertThat(failure.happened()).contains("GITHUB_TOKEN", "it was not asked");
        assertThat(failure.advice()).contains("by hand", "INTERLUDE_GITHUB_TOKEN");
        assertThat(repository.files("gh-pages")).containsKey("index.html");
    }

    @Test
    void sourceThatWouldHaveToChangeIsSaid() {
        bench.takingOver();
        FakeRepository repository = withPages("main");
        repository.commit("main", Map.of("a", "a"), "a");

        assertThat(refused(() -> bench.publish(Sites.text(1))).tried()).contains("the Pages source");
    }

    @Test
    void domainTravelsWithTheCommitAndHttpsWaits() {
        bench.domain("maintenance.example.com");
        FakeRepository repository = withPages("gh-pages");

        bench.publish(Sites.text(1));

        assertThat(repository.text("gh-pages", "CNAME")).contains("maintenance.example.com");
        assertThat(bench.story()).contains("warning: left undone: the Pages domain becomes maintenance.example.com");

        FakePages pages = repository.pages().orElseThrow();
        pages.domain("maintenance.example.com").certificate("approved");
        bench.publish(Sites.text(2));
        assertThat(bench.story()).contains("warning: left undone: https is enforced");
    }

    @Test
    void repositoryThatIsMissingIsNotCreated() {
        Failure failure = refused(() -> bench.target().read());

        assertThat(failure.tried()).startsWith("create repository acme/shop");
        assertThat(failure.kind()).isEqualTo(Failure.Kind.REFUSED);
    }

    private FakeRepository withPages(String branch) {
        FakeRepository repository = bench.github().createRepository("acme", "shop");
        repository.commit(branch, Map.of("README.md", "# shop"), "first");
        repository.enablePages(branch, "/");
        return repository;
    }
}
