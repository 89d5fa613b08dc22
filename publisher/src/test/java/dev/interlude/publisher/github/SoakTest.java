package dev.interlude.publisher.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlude.publisher.failure.Failure;
import dev.interlude.publisher.github.fake.FakeRepository;
import dev.interlude.publisher.github.fake.Fault;
import dev.interlude.publisher.site.Site;
import dev.interlude.publisher.target.RaceLost;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many publishes in bad weather: the branch always holds one whole site, and good weather heals everything. */
class SoakTest {

    /** Publishes for each seed: 100 in all, 500 with {@code bin/test --long}. */
    private static final int PUBLISHES = "yes".equals(System.getenv("INTERLUDE_LONG")) ? 125 : 25;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void branchAlwaysHoldsOneWholeSite(long seed) {
        Random random = new Random(seed);
        try (Bench bench = new Bench()) {
            for (int revision = 1; revision <= PUBLISHES; revision++) {
                for (int count = random.nextInt(5); count > 0; count--) {
                    bench.github().faults().onRequest(1 + random.nextInt(10), weather(random));
                }
                publish(bench, site(revision));
                assertThat(heldBy(bench, revision))
                        .as("seed %s, revision %s: %s", seed, revision, bench.story())
                        .isTrue();
            }
            bench.github().faults().clear();
            bench.publish(site(PUBLISHES)).awaitVisible(Bench.TIMEOUT);
            assertThat(holds(repository(bench).orElseThrow(), PUBLISHES)).isTrue();
        }
    }

    private static Fault weather(Random random) {
        List<Fault> weather = List.of(
                Fault.status(502, "Bad Gateway"),
                Fault.status(403, "You have exceeded a secondary rate limit"),
                new Fault.Status(429, Map.of("Retry-After", "3"), "{}"),
                Fault.status(404, "Not Found"),
                Fault.status(422, "Validation Failed"),
                new Fault.Cut(),
                new Fault.AnswerLost(),
                new Fault.HalfAnswer());
        return weather.get(random.nextInt(weather.size()));
    }

    /** One attempt, which may fail in the ways that a caller knows about, and in no other. */
    private static void publish(Bench bench, Site site) {
        try {
            bench.publish(site).awaitVisible(Duration.ofMinutes(2));
        } catch (Failure | RaceLost expected) {
            assertThat(expected).hasMessageNotContainingAny("null", "Exception");
        }
    }

    private static boolean heldBy(Bench bench, int newest) {
        Optional<FakeRepository> repository = repository(bench);
        if (repository.isEmpty() || repository.get().head("gh-pages").isEmpty()) {
            return true;
        }
        for (int revision = newest; revision > 0; revision--) {
            if (holds(repository.get(), revision)) {
                return true;
            }
        }
        return false;
    }

    private static boolean holds(FakeRepository repository, int revision) {
        Map<String, byte[]> files = repository.files("gh-pages");
        Site site = site(revision);
        return files.keySet().equals(site.files().keySet())
                && GitTree.of(files).id().equals(GitTree.of(site.files()).id());
    }

    private static Site site(int revision) {
        return revision % 3 == 0 ? Sites.text(revision) : Sites.withLogo(revision);
    }

    private static Optional<FakeRepository> repository(Bench bench) {
        return bench.github().repository("acme", "shop");
    }
}
