package dev.interlude.publisher.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlude.publisher.failure.Failure;
import dev.interlude.publisher.github.fake.FakeRepository;
import dev.interlude.publisher.github.fake.Fault;
import dev.interlude.publisher.site.Site;
import dev.interlude.publisher.target.RaceLost;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every answer that GitHub can give, at every request of a publish, once and for good. Whatever happens, the branch
 * holds nothing or one whole site, what is said has its three sentences and no secret, the time given is kept, and the
 * next run in good weather heals it. Time is virtual.
 */
class FaultSuiteTest {

    /** More than the requests of either publish, polls included; a fault that finds no request proves nothing more. */
    private static final int REQUESTS = 10;

    /** Where a fault that stays begins; everywhere with {@code bin/test --long}. */
    private static final List<Integer> BEGINNINGS = "yes".equals(System.getenv("INTERLUDE_LONG"))
            ? IntStream.rangeClosed(1, REQUESTS).boxed().toList()
            : List.of(1, 3, 6, 8);

    private static final Duration GIVEN = Duration.ofMinutes(5);
    private static final Map<String, Fault> FAULTS = faults();

    /** What is being published. */
    enum Scenario {
        /** Repository, branch, Pages, one binary file. */
        FIRST,
        /** Another text and another binary file. */
        CHANGED
    }

    private static Map<String, Fault> faults() {
        Map<String, Fault> faults = new TreeMap<>();
        faults.put("301 to nowhere", Fault.status(301, "Moved Permanently"));
        faults.put("401", Fault.status(401, "Bad credentials"));
        faults.put(
                "403 permission",
                with(
                        403,
                        "X-Accepted-GitHub-Permissions",
                        "contents=write",
                        "Resource not" + " accessible by personal access token"));
        faults.put(
                "403 single sign-on",
                with(403, "X-GitHub-SSO", "required; url=https://github.com/orgs/acme/sso?a=b", "SAML enforcement"));
        faults.put("403 archived", Fault.status(403, "Repository was archived so is read-only."));
        faults.put("403 address", Fault.status(403, "the `acme` organization has an IP allow list enabled"));
        faults.put("403 suspended", Fault.status(403, "Sorry. Your account was suspended."));
        faults.put("403 secondary limit, header", with(403, "Retry-After", "7", "secondary rate limit"));
        faults.put("403 secondary limit, words", Fault.status(403, "You have exceeded a secondary rate limit."));
        faults.put(
                "403 primary limit",
                new Fault.Status(403, Map.of("X-RateLimit-Remaining", "0", "X-RateLimit-Reset", "1795212030"), "{}"));
        faults.put("404", Fault.status(404, "Not Found"));
        faults.put("409 empty", Fault.status(409, "Git Repository is empty."));
        faults.put("409", Fault.status(409, "Conflict"));
        faults.put("422 validation", Fault.status(422, "Validation Failed"));
        faults.put(
                "422 plan", Fault.status(422, "Your current plan does not support GitHub Pages for this repository."));
        faults.put("422 rules", Fault.status(422, "Repository rule violations found"));
        faults.put("429 bare", new Fault.Status(429, Map.of(), ""));
        faults.put("429 an hour", with(429, "Retry-After", "3600", "API rate limit exceeded"));
        faults.put("451", Fault.status(451, "Repository access blocked"));
        faults.put("500", Fault.status(500, "Server Error"));
        faults.put("502", new Fault.Status(502, Map.of(), "<html>Bad Gateway</html>"));
        faults.put("503 later", with(503, "Retry-After", "20", "Service Unavailable"));
        faults.put("504", Fault.status(504, "Gateway Timeout"));
        faults.put(
                "200 of a stranger", new Fault.Status(200, Map.of("Content-Type", "text/html"), "<html>login</html>"));
        faults.put("200 packed wrongly", new Fault.Status(200, Map.of("Content-Encoding", "gzip"), "no gzip"));
        faults.put("cut", new Fault.Cut());
        faults.put("answer lost", new Fault.AnswerLost());
        faults.put("half an answer", new Fault.HalfAnswer());
        return faults;
    }

    static Stream<Arguments> everything() {
        return FAULTS.keySet().stream()
                .flatMap(fault -> Stream.of(Scenario.values()).map(scenario -> Arguments.of(fault, scenario)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("everything")
    void oneFaultAnywhereIsHealed(String fault, Scenario scenario) {
        for (int request = 1; request <= REQUESTS; request++) {
            try (Bench bench = prepared(scenario)) {
                bench.github().faults().onRequest(request, Objects.requireNonNull(FAULTS.get(fault)));
                check(bench, scenario, fault + " at request " + request);
            }
        }
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("everything")
    void faultThatStaysIsSaidInTimeAndHealed(String fault, Scenario scenario) {
        for (int request : BEGINNINGS) {
            try (Bench bench = prepared(scenario)) {
                bench.github().faults().fromRequest(request, Objects.requireNonNull(FAULTS.get(fault)));
                check(bench, scenario, fault + " from request " + request);
            }
        }
    }

    private static Bench prepared(Scenario scenario) {
        Bench bench = new Bench().timeout(GIVEN);
        if (scenario == Scenario.CHANGED) {
            bench.published(before());
        }
        return bench;
    }

    private static void check(Bench bench, Scenario scenario, String what) {
        Site site = scenario == Scenario.FIRST
                ? Sites.withLogo(1)
                : Sites.withLogo(2).with("b.png", new byte[] {-1});
        Instant start = bench.time();

        attempt(bench, site, what);

        assertThat(bench.time()).as(what).isBeforeOrEqualTo(start.plus(GIVEN.multipliedBy(2)));
        Map<String, byte[]> held = held(bench);
        boolean whole = held.isEmpty() || same(held, site) || same(held, before()) || isSeed(held);
        assertThat(whole)
                .as("%s leaves one whole site, not %s", what, held.keySet())
                .isTrue();
        assertThat(bench.story()).as(what).doesNotContain("FakeSecret");

        bench.github().faults().clear();
        bench.publish(site).awaitVisible(GIVEN);

        assertThat(same(held(bench), site)).as("healed after %s", what).isTrue();
        assertThat(bench.github().repository("acme", "shop").orElseThrow().pages())
                .as(what)
                .isPresent();
    }

    /** One run, which may fail in the ways that a caller knows about, and in no other. */
    private static void attempt(Bench bench, Site site, String what) {
        try {
            bench.publish(site).awaitVisible(GIVEN);
        } catch (Failure failure) {
            assertThat(failure.tried()).as(what).isNotBlank();
            assertThat(failure.happened()).as(what).isNotBlank();
            assertThat(failure.advice()).as(what).isNotBlank();
            assertThat(failure.getMessage() + failure.advice())
                    .as(what)
                    .doesNotContain("FakeSecret", "null", "Exception");
        } catch (RaceLost lost) {
            assertThat(lost.reason()).as(what).isNotBlank();
        }
    }

    /** What an empty repository begins with, where the run ended between its first commit and its second. */
    private static boolean isSeed(Map<String, byte[]> held) {
        return held.keySet().equals(Set.of("state.json"));
    }

    private static Site before() {
        return Sites.withLogo(1);
    }

    private static Map<String, byte[]> held(Bench bench) {
        return bench.github()
                .repository("acme", "shop")
                .map((FakeRepository repository) -> repository.files("gh-pages"))
                .orElse(Map.of());
    }

    private static boolean same(Map<String, byte[]> held, Site site) {
        return GitTree.of(held).id().equals(GitTree.of(site.files()).id());
    }

    private static Fault with(int status, String header, String value, String message) {
        return new Fault.Status(status, Map.of(header, value), "{\"message\": \"" + message + "\"}");
    }
}
