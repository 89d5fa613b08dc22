package dev.interlude.publisher.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.interlude.publisher.failure.Failure;
import dev.interlude.publisher.progress.Sleeper;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Calls of GitHub's REST API that {@code github-api} does not have, over the connector that it uses too. */
final class GitHubApi {

    static final String RAW = "application/vnd.github.raw+json";

    /** A new repository answers 404, 409 or 422 for some seconds (measured: up to 15). */
    private static final Duration SETTLING = Duration.ofSeconds(20);

    private static final int MOST_LOOKS = 3;

    private final URI base;
    private final Credentials credentials;
    private final ResilientConnector connector;
    private final TimeBudget budget;
    private final Sleeper sleeper;
    private @Nullable Instant createdAt;

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

    /** From now on answers may not know yet that the repository exists. */
    void repositoryWasCreated() {
        createdAt = budget.now();
    }

    /** @throws Failure UNREACHABLE if a success holds no JSON: a login page, or a proxy's own words */
    Answer get(String path) {
        Answer answer = send("GET", path, Call.JSON, null);
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

    /** The content itself instead of a description of it. */
    Answer getRaw(String path) {
        return send("GET", path, RAW, null);
    }

    Answer post(String path, JsonNode body) {
        return send("POST", path, Call.JSON, body);
    }

    Answer post(String path) {
        return send("POST", path, Call.JSON, null);
    }

    Answer put(String path, JsonNode body) {
        return send("PUT", path, Call.JSON, body);
    }

    Answer patch(String path, JsonNode body) {
        return send("PATCH", path, Call.JSON, body);
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

    private Answer send(String method, String path, String accept, @Nullable JsonNode body) {
        Duration gap = Duration.ofSeconds(1);
        while (true) {
            Answer answer = new Answer(connector.send(Call.of(method, URI.create(base + path), accept, body)));
            if (!Unsettled.saysSo(answer) || !isSettling(gap)) {
                return answer;
            }
            sleeper.sleep(gap);
            gap = gap.multipliedBy(2);
        }
    }

    private boolean isSettling(Duration gap) {
        return createdAt != null && budget.allows(gap) && budget.now().plus(gap).isBefore(createdAt.plus(SETTLING));
    }
}
