package dev.interlude.publisher.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlude.publisher.github.fake.FakeGitHub;
import dev.interlude.publisher.github.fake.FakeRepository;
import dev.interlude.publisher.github.fake.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes that want the same branch, without a hub to put them in order. The fake would not survive a force. */
class RacesIT {

    private final FakeGitHub github = new FakeGitHub();
    private final String token = github.createToken("repo");

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        github.close();
    }

    @Test
    void twoPublishersThatReadTheSameHeadBothGetTheirWordIn() {
        run(operator("one"), "start", "--no-wait");
        meetAtThePush();

        Operator first = operator("first");
        Operator second = operator("second");
        Operator.Running one = first.start("update", "First half done.", "--verbose");
        Operator.Running other = second.start("update", "Second half done.", "--verbose");
        Operator.Result oneEnd = first.finish(one);
        Operator.Result otherEnd = second.finish(other);

        assertThat(oneEnd.exitCode()).as(oneEnd.err()).isZero();
        assertThat(otherEnd.exitCode()).as(otherEnd.err()).isZero();
        assertThat(state()).contains("First half done.").contains("Second half done.");
        assertThat(repository().log("gh-pages")).hasSize(3);
        assertThat(oneEnd.err() + otherEnd.err()).contains("reading again");
        assertThat(pushes(422)).isEqualTo(1);
        assertThat(oneEnd.err())
                .containsPattern("\\d+ requests? to GitHub's API \\(\\d+ read, \\d+ wrote\\), \\d+ polls?");
    }

    @Test
    void commitInBetweenIsReadAndBuiltUpon() {
        Operator operator = operator("one");
        run(operator, "start", "--no-wait");
        github.faults().on("PATCH .*/git/refs/.*", new Fault.Meanwhile(() -> commitByHand("notes.txt")));

        run(operator, "update", "Nearly there.");

        assertThat(state()).contains("Nearly there.");
        assertThat(repository().log("gh-pages")).hasSize(3).element(1).isEqualTo("by hand: notes.txt");
    }

    @Test
    void refThatMovesEachTimeIsGivenUpAfterThreeTriesAndNothingIsLost() {
        Operator operator = operator("one");
        run(operator, "start", "--no-wait");
        for (int i = 1; i <= 4; i++) {
            String file = "notes-" + i + ".txt";
            github.faults().on("PATCH .*/git/refs/.*", new Fault.Meanwhile(() -> commitByHand(file)));
        }

        Operator.Result given = operator.run("update", "Nearly there.");

        assertThat(given.exitCode()).as(given.err()).isEqualTo(4);
        assertThat(given.err()).contains("3 times in a row");
        assertThat(pushes(422)).isEqualTo(3);
        assertThat(repository().log("gh-pages"))
                .startsWith("by hand: notes-3.txt", "by hand: notes-2.txt", "by hand: notes-1.txt");

        github.faults().clear();
        run(operator, "update", "Nearly there.");
        assertThat(state()).contains("Nearly there.");
        assertThat(repository().log("gh-pages")).hasSize(5);
    }

    /** The first two pushes are held until both have arrived, so both publishers have read the same head. */
    private void meetAtThePush() {
        CyclicBarrier both = new CyclicBarrier(2);
        github.faults().on("PATCH .*/git/refs/.*", 2, new Fault.Meanwhile(() -> {
            try {
                both.await(60, TimeUnit.SECONDS);
            } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                throw new IllegalStateException("the other publisher did not come", e);
            }
        }));
    }

    private void commitByHand(String file) {
        Map<String, String> files = new TreeMap<>();
        repository()
                .files("gh-pages")
                .forEach((path, bytes) -> files.put(path, new String(bytes, StandardCharsets.UTF_8)));
        files.put(file, "by hand");
        repository().commit("gh-pages", files, "by hand: " + file);
    }

    private long pushes(int status) {
        return github.requests().stream()
                .filter(seen -> "PATCH".equals(seen.method()) && seen.status() == status)
                .count();
    }

    private String state() {
        return repository().text("gh-pages", "state.json").orElseThrow();
    }

    private FakeRepository repository() {
        return github.repository("acme", "shop-maintenance").orElseThrow();
    }

    private static void run(Operator operator, String... arguments) {
        Operator.Result result = operator.run(arguments);
        assertThat(result.exitCode())
                .as(List.of(arguments) + ": " + result.err())
                .isZero();
    }

    private Operator operator(String name) {
        try {
            return new Operator(Files.createDirectories(folder.resolve(name)))
                    .with("INTERLUDE_GITHUB_TOKEN", token)
                    .configured("""
                            app: shop
                            target:
                              github: {repository: acme/shop-maintenance, create: public, api-url: "%s"}
                            """.formatted(github.apiUrl()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
