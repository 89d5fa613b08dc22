package dev.interlude.publisher.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.interlude.publisher.progress.Sleeper;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Calls of GitHub's REST API that {@code github-api} does not have, over the connector that it uses too. */
final class GitHubApi {

    static final String JSON = "application/vnd.github+json";

    /** The newest version that every supported GitHub Enterprise Server knows. */
    private static final String VERSION = "2022-11-28";

    /** A new repository answers 404, 409 or 422 for some seconds (measured: up to 15). */
    private static final Duration SETTLING = Duration.ofSeconds(20);

    private final URI base;
    private final Credentials credentials;
    private final ResilientConnector connector;
    private final TimeBudget budget;
    private final Sleeper sleeper;
    private final Map<String, Answer> polled = new TreeMap<>();
    private @Nullable Instant createdAt;

    GitHubApi(URI base, Credentials credentials, ResilientConnector connector, TimeBudget budget, Sleeper sleeper) {
        this.base = base;
        this.credentials = credentials;
        this.connector = connector;
        this.budget = budget;
        this.sleeper = sleeper;
    }

    /** From now on answers may not know yet that the repository exists. */
    void repositoryWasCreated() {
        createdAt = budget.now();
    }

    Answer get(String path) {
        return send("GET", path, null);
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

    /** Whether the token can be one that administers repositories; those of Apps and workflows are not asked to. */
    boolean mayAdminister() {
        return !credentials.token().authorization().startsWith("Bearer ghs_");
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
            Answer answer = new Answer(connector.send(call(method, path, extra, body)));
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

    private Call call(String method, String path, Map<String, String> extra, @Nullable JsonNode body) {
        Map<String, String> headers = new TreeMap<>(extra);
        headers.put("Accept", JSON);
        headers.put("Authorization", credentials.token().authorization());
        headers.put("X-GitHub-Api-Version", VERSION);
        if (body != null) {
            headers.put("Content-Type", "application/json");
        }
        return new Call(method, url(path), headers, body == null ? null : body.toString());
    }

    private URL url(String path) {
        try {
            return URI.create(base + path).toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException("the base was checked to be http or https", e);
        }
    }
}
