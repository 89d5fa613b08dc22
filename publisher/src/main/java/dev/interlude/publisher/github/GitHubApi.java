package dev.interlude.publisher.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.interlude.publisher.failure.Failure;
import dev.interlude.publisher.progress.Sleeper;
import dev.interlude.publisher.progress.TimeBudget;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Calls of GitHub's REST API that {@code github-api} does not have, over the connector that it uses too. */
final class GitHubApi {

    /** A new repository answers 404, 409 or 422 for some seconds (measured: up to 15). */
    private static final Duration SETTLING = Duration.ofSeconds(20);

    private static final int MOST_LOOKS = 3;

    private final URI base;
    private final Credentials credentials;
    private final ResilientConnector connector;
    private final TimeBudget budget;
    private final Sleeper sleeper;
    private final Map<String, Answer> polled = new TreeMap<>();
    private @Nullable Instant begunAt;

    GitHubApi(URI base, Credentials credentials, ResilientConnector connector, TimeBudget budget, Sleeper sleeper) {
        this.base = base;
        this.credentials = credentials;
        this.connector = connector;
        this.budget = budget;
        this.sleeper = sleeper;
    }

    /** The kind of the token that is sent now. */
    TokenKind tokenKind() {
        return credentials.token().kind();
    }

    /** It was created, or got its first commit: for a while answers may not know yet. */
    void repositoryHasBegun() {
        begunAt = budget.now();
    }

    /** @throws Failure UNREACHABLE if a success holds no JSON: a login page, or a proxy's own words */
    Answer get(String path) {
        Answer answer = send("GET", path, null);
        if (answer.is(200) && !answer.json().isContainerNode()) {
            throw new Failure(
                    Failure.Kind.UNREACHABLE,
                    "understand the answer to " + answer.inWords(),
                    "it has status 200 and is no JSON",
                    "check that target.github.api-url is the address of a GitHub API, and that nothing on the way"
                            + " answers in its place");
        }
        return answer;
    }

    /** For what is asked again and again: an answer that is still the same costs no quota. */
    Answer poll(String path) {
        Answer known = polled.get(path);
        connector.tally().polls();
        Answer answer = send("GET", path, tagOf(known), null);
        if (known != null && answer.is(304)) {
            return known;
        }
        if (answer.is(200)) {
            polled.put(path, answer);
        }
        return answer;
    }

    /** Whether this kind of token can be let administer repositories at all. */
    boolean mayAdminister() {
        return tokenKind().canAdminister();
    }

    /** Whether this is a GitHub Enterprise Server, which lacks some of the calls. */
    boolean isEnterpriseServer() {
        return base.getPath().endsWith("/api/v3");
    }

    /** What was sent so far, by kind. */
    String effort() {
        return connector.tally().inWords();
    }

    Answer post(String path, JsonNode body) {
        return send("POST", path, body);
    }

    Answer post(String path) {
        return send("POST", path, null);
    }

    Answer put(String path, JsonNode body) {
        return send("PUT", path, body);
    }

    Answer patch(String path, JsonNode body) {
        return send("PATCH", path, body);
    }

    /**
     * Sends what must not be sent blindly twice: where nobody knows whether it arrived, looks before sending it again.
     *
     * @param request throws UNREACHABLE where there was no answer, or an error of the server
     * @param look what the request would have come to; empty where it has not arrived
     */
    <T> T sendLooking(Supplier<T> request, Supplier<Optional<T>> look) {
        for (int attempt = 1; ; attempt++) {
            try {
                return request.get();
            } catch (Failure unanswered) {
                boolean over = unanswered.kind() != Failure.Kind.UNREACHABLE || attempt == MOST_LOOKS;
                if (over || !pause(attempt)) {
                    throw unanswered;
                }
            }
            Optional<T> arrived = look.get();
            if (arrived.isPresent()) {
                return arrived.get();
            }
        }
    }

    /** Lets 1, 2, 4 … seconds pass before the next attempt; whether there was the time for it. */
    boolean pause(int attempt) {
        Duration gap = Duration.ofSeconds(1L << (attempt - 1));
        boolean allowed = budget.allows(gap);
        if (allowed) {
            sleeper.sleep(gap);
        }
        return allowed;
    }

    private static Map<String, String> tagOf(@Nullable Answer known) {
        return known == null
                ? Map.of()
                : known.header("ETag").map(tag -> Map.of("If-None-Match", tag)).orElse(Map.of());
    }

    private Answer send(String method, String path, @Nullable JsonNode body) {
        return send(method, path, Map.of(), body);
    }

    private Answer send(String method, String path, Map<String, String> extra, @Nullable JsonNode body) {
        Duration gap = Duration.ofSeconds(1);
        while (true) {
            Answer answer = new Answer(connector.send(Call.of(method, URI.create(base + path), extra, body)));
            if (!Unsettled.saysSo(answer) || !isSettling(gap)) {
                return answer;
            }
            sleeper.sleep(gap);
            gap = gap.multipliedBy(2);
        }
    }

    private boolean isSettling(Duration gap) {
        return begunAt != null && budget.allows(gap) && budget.now().plus(gap).isBefore(begunAt.plus(SETTLING));
    }
}
