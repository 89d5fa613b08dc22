package dev.interlude.publisher.github;

import static dev.interlude.publisher.github.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.interlude.publisher.failure.Failure;
import dev.interlude.publisher.github.fake.FakeGitHub;
import dev.interlude.publisher.github.fake.FakeRepository;
import dev.interlude.publisher.github.fake.Fault;
import dev.interlude.publisher.site.Site;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong on the way, and what a second run makes of it. */
class ResilienceTest {

    private static final String READ = "GET .*/branches/gh-pages";

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void errorsOfTheServerAreSatThrough(int status) {
        bench.published(Sites.text(1));
        bench.github().faults().on(".*", 3, Fault.status(status, "Server Error"));

        bench.publish(Sites.text(2));

        assertThat(repository().log("gh-pages")).hasSize(2);
        assertThat(bench.github().faults().allHappened()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {READ, "GET .*/pages", "POST .*/trees", "POST .*/commits", "PATCH .*"})
    void answersThatAreLostAreAskedForAgain(String request) {
        bench.published(Sites.text(1));
        bench.github().faults().on(request, new Fault.AnswerLost());

        bench.publish(Sites.text(2));

        assertThat(repository().log("gh-pages")).hasSize(2);
        assertThat(bench.github().faults().allHappened()).isTrue();
    }

    @Test
    void branchWhoseCreationGotNoAnswerIsLookedForAndFound() {
        bench.github().faults().on("POST .*/git/refs", new Fault.AnswerLost());

        bench.publish(Sites.text(1)).awaitVisible(Bench.TIMEOUT);

        assertThat(repository().log("gh-pages")).hasSize(1);
    }

    @Test
    void serverThatAsksToBeLeftAloneIs() {
        bench.published(Sites.text(1));
        bench.github().faults().on(READ, new Fault.Status(503, Map.of("Retry-After", "90"), ""));
        Instant start = bench.time();

        bench.target().read();

        assertThat(bench.time()).isBetween(start.plusSeconds(90), start.plusSeconds(93));
    }

    @Test
    void answerThatEndsInTheMiddleIsAskedForAgain() {
        bench.published(Sites.text(1));
        bench.github().faults().on(READ, new Fault.HalfAnswer());

        assertThat(bench.target().read().holds(Sites.text(1))).isTrue();
    }

    @Test
    void repositoryIsNotCreatedTwice() {
        bench.github().faults().on("POST /orgs/acme/repos", new Fault.AnswerLost());

        bench.publish(Sites.text(1));

        assertThat(bench.github().requests())
                .filteredOn(seen -> seen.line().equals("POST /orgs/acme/repos"))
                .hasSize(1);
        assertThat(repository().files("gh-pages")).containsKey("index.html");
    }

    @Test
    void everySingleFailureOfAFirstPublishIsHealedByTheNextRun() {
        for (int request = 1; request <= 8; request++) {
            try (Bench fresh = new Bench()) {
                fresh.github().faults().onRequest(request, Fault.status(400, "Injected"));
                assertThatCode(() -> fresh.publish(Sites.withLogo(1)))
                        .as("request %s", request)
                        .isInstanceOf(Failure.class);

                fresh.publish(Sites.withLogo(1)).awaitVisible(Bench.TIMEOUT);

                FakeRepository repository =
                        fresh.github().repository("acme", "shop").orElseThrow();
                assertThat(repository.files("gh-pages"))
                        .as("after failure of request %s", request)
                        .containsOnlyKeys(Sites.withLogo(1).files().keySet());
                assertThat(repository.pages()).isPresent();
            }
        }
    }

    @Test
    void serverThatStaysAwayIsUnreachable() {
        bench.published(Sites.text(1));
        bench.github().faults().on(".*", 100, new Fault.Cut());

        Failure failure = refused(() -> bench.target().read());

        assertThat(failure.kind()).isEqualTo(Failure.Kind.UNREACHABLE);
        assertThat(failure.tried()).contains("GET /repos/acme/shop/branches/gh-pages");
        assertThat(failure.advice()).contains("run the same command again");
    }

    @Test
    void answerThatDoesNotComeEndsWithTheTime() {
        bench.published(Sites.text(1));
        bench.github().faults().on(".*", 100, new Fault.Delay(Duration.ofSeconds(30)));

        Failure failure =
                refused(() -> bench.timeout(Duration.ofMillis(1500)).target().read());

        assertThat(failure.kind()).isEqualTo(Failure.Kind.UNREACHABLE);
        assertThat(failure.happened()).contains("no whole answer");
    }

    @Test
    void secondaryLimitWithRetryAfterIsObeyed() {
        bench.published(Sites.text(1));
        bench.github().faults().on("POST .*/trees", limit(403, Map.of("Retry-After", "40"), "secondary rate limit"));
        Instant start = bench.time();

        bench.publish(Sites.text(2));

        assertThat(bench.time()).isBetween(start.plusSeconds(40), start.plusSeconds(43));
        assertThat(bench.story()).contains("warning: GitHub's rate limit holds us up for 40 s");
    }

    @Test
    void limitThatOnlyTheTextNamesIsALimit() {
        bench.published(Sites.text(1));
        bench.github()
                .faults()
                .on("POST .*/trees", 2, limit(403, Map.of(), "You have exceeded a secondary rate limit"));
        Instant start = bench.time();

        bench.publish(Sites.text(2));

        assertThat(bench.time()).isBetween(start.plusSeconds(180), start.plusSeconds(184));
    }

    @Test
    void primaryLimitIsMeasuredByTheServersClock() {
        bench.published(Sites.text(1));
        // The server's clock is an hour ahead of ours; by it the limit ends in two minutes.
        Map<String, String> headers = Map.of(
                "Date", "Sat, 21 Nov 2026 23:00:00 GMT",
                "X-RateLimit-Remaining", "0",
                "X-RateLimit-Reset",
                        Long.toString(Instant.parse("2026-11-21T23:02:00Z").getEpochSecond()));
        bench.github().faults().on(READ, limit(429, headers, "API rate limit exceeded"));
        Instant start = bench.time();

        bench.target().read();

        assertThat(bench.time()).isBetween(start.plusSeconds(120), start.plusSeconds(124));
    }

    @Test
    void limitThatLastsLongerThanTheTimeIsSaidAtOnce() {
        bench.published(Sites.text(1));
        bench.github().faults().on(READ, limit(429, Map.of("Retry-After", "3600"), "API rate limit exceeded"));
        Instant start = bench.time();

        Failure failure = refused(() -> bench.target().read());

        assertThat(failure.kind()).isEqualTo(Failure.Kind.UNREACHABLE);
        assertThat(failure.happened()).contains("3600 s", "longer than the time given");
        assertThat(bench.time()).isEqualTo(start);
    }

    @Test
    void manyWritesArePaced() {
        Site site = Sites.text(1);
        for (int i = 0; i < 100; i++) {
            site = site.with("img/" + i + ".png", new byte[] {(byte) 0xff, (byte) i, 0});
        }
        Instant start = bench.time();

        bench.publish(site);

        assertThat(Duration.between(start, bench.time())).isGreaterThan(Duration.ofSeconds(80));
    }

    @Test
    void tokenDoesNotFollowARedirectToAnotherServer() {
        bench.published(Sites.text(1));
        try (FakeGitHub stranger = new FakeGitHub()) {
            bench.github()
                    .faults()
                    .on(READ, new Fault.Status(302, Map.of("Location", stranger.apiUrl() + "/elsewhere"), ""));

            refused(() -> bench.target().read());

            assertThat(stranger.requests())
                    .singleElement()
                    .satisfies(seen -> assertThat(seen.headers()).doesNotContainKey("authorization"));
        }
    }

    @Test
    void bodyIsNotSentOnToAnotherServer() {
        bench.published(Sites.text(1));
        try (FakeGitHub stranger = new FakeGitHub()) {
            bench.github()
                    .faults()
                    .on("POST .*/trees", new Fault.Status(307, Map.of("Location", stranger.apiUrl() + "/x"), ""));

            refused(() -> bench.publish(Sites.text(2)));

            assertThat(stranger.requests()).isEmpty();
        }
    }

    @Test
    void settingsAreNotChangedOnTheWordOfAStranger() {
        bench.published(Sites.text(1));
        bench.github()
                .faults()
                .on("GET .*/pages", new Fault.Status(200, Map.of(), "<html>a hotel's login page</html>"));

        Failure failure = refused(() -> bench.publish(Sites.text(2)));

        assertThat(failure.kind()).isEqualTo(Failure.Kind.UNREACHABLE);
        assertThat(bench.github().requests()).noneMatch(seen -> seen.method().equals("PUT"));
    }

    @Test
    void answerThatIsNoGitHubsIsSaid() {
        bench.github().faults().on(READ, new Fault.Status(200, Map.of(), "<html>a hotel's login page</html>"));

        Failure failure = refused(() -> bench.target().read());

        assertThat(failure.advice()).contains("target.github.api-url");
    }

    @Test
    void limitThatIsOverAtOnceAgainAndAgainEnds() {
        bench.published(Sites.text(1));
        bench.github().faults().on(".*", 1000, limit(429, Map.of("Retry-After", "0"), "slow down"));

        Failure failure = refused(() -> bench.target().read());

        assertThat(failure.kind()).isEqualTo(Failure.Kind.UNREACHABLE);
        assertThat(bench.github().requests()).hasSizeLessThan(12);
    }

    @Test
    void dateOfTheLimitIsReadByTheServersClock() {
        bench.published(Sites.text(1));
        Map<String, String> headers =
                Map.of("Date", "Sat, 21 Nov 2026 23:00:00 GMT", "Retry-After", "Sat, 21 Nov 2026 23:00:50 GMT");
        bench.github().faults().on(READ, limit(429, headers, "slow down"));
        Instant start = bench.time();

        bench.target().read();

        assertThat(bench.time()).isBetween(start.plusSeconds(50), start.plusSeconds(52));
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 429, 503})
    void shortTimeAndALongLimitEndAtOnce(int status) {
        bench.published(Sites.text(1));
        bench.timeout(Duration.ofSeconds(1));
        bench.github().faults().on(READ, limit(status, Map.of("Retry-After", "3600"), "rate limit"));
        Instant start = bench.time();

        Failure failure = refused(() -> bench.target().read());

        assertThat(failure.kind()).isEqualTo(Failure.Kind.UNREACHABLE);
        assertThat(failure.happened()).contains("3600 s");
        assertThat(failure.advice()).contains("--timeout");
        assertThat(bench.time()).isEqualTo(start);
    }

    @Test
    void errorsAfterLimitsAreStillCounted() {
        bench.published(Sites.text(1));
        bench.github().faults().on(READ, 6, limit(429, Map.of("Retry-After", "1"), "slow down"));
        bench.github().faults().on(READ, 1000, Fault.status(502, "Bad Gateway"));

        refused(() -> bench.target().read());

        assertThat(bench.github().requests()).hasSize(11);
    }

    @Test
    void hoursWritesArePacedToo() {
        WritePace pace = new WritePace(bench.clock());
        Instant start = bench.time();
        for (int write = 0; write < 1000; write++) {
            Duration delay = pace.delay();
            bench.later(delay.isNegative() ? Duration.ZERO : delay);
            pace.wrote();
        }

        assertThat(Duration.between(start, bench.time())).isGreaterThan(Duration.ofHours(2));
    }

    @Test
    void packedAnswersAreUnpackedThoughNoneIsAskedFor() throws IOException {
        bench.github().faults().on("GET /user", packed("{\"login\": \"alice\", \"id\": 1}"));
        bench.owner("alice");

        bench.publish(Sites.text(1));

        assertThat(bench.github().requests())
                .noneMatch(seen -> seen.headers().containsKey("accept-encoding"))
                .extracting(seen -> seen.line())
                .contains("POST /user/repos");
    }

    @Test
    void answerThatUnpacksToTooMuchIsRefusedOnce() throws IOException {
        bench.published(Sites.text(1));
        bench.github().faults().on(READ, 9, packed("x".repeat(33 * 1024 * 1024)));

        Failure failure = refused(() -> bench.target().read());

        assertThat(failure.kind()).isEqualTo(Failure.Kind.UNREACHABLE);
        assertThat(failure.happened()).contains("longer than");
        assertThat(bench.github().requests()).hasSize(1);
    }

    @Test
    void buildIsNotAskedForTwiceWhereTheFirstWasHeard() {
        bench.published(Sites.text(1));
        repository().pages().orElseThrow().idle().finishingAfter(5);
        bench.github().faults().on("POST .*/pages/builds", new Fault.AnswerLost());

        bench.publish(Sites.text(2)).awaitVisible(Bench.TIMEOUT);

        assertThat(bench.github().requests())
                .filteredOn(seen -> seen.line().equals("POST /repos/acme/shop/pages/builds"))
                .hasSize(1);
    }

    private static Fault packed(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return new Fault.Bytes(200, Map.of("Content-Encoding", "gzip"), bytes.toByteArray());
    }

    private static Fault limit(int status, Map<String, String> headers, String message) {
        return new Fault.Status(status, headers, "{\"message\": \"" + message + "\"}");
    }

    private FakeRepository repository() {
        return bench.github().repository("acme", "shop").orElseThrow();
    }
}
