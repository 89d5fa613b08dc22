package dev.interlude.publisher.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.interlude.protocol.Decoded;
import dev.interlude.protocol.MaintenanceState;
import dev.interlude.protocol.StateCodec;
import dev.interlude.protocol.StateVersion;
import dev.interlude.protocol.Violation;
import dev.interlude.publisher.failure.Failure;
import dev.interlude.publisher.http.WholeAnswer;
import dev.interlude.publisher.progress.Progress;
import dev.interlude.publisher.progress.Sleeper;
import dev.interlude.publisher.progress.TimeBudget;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.StringJoiner;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The hub over HTTP: three tries within ten seconds and the time that is left, no redirects, answers of at most 256 KiB. */
public final class HttpHub implements Hub {

    private static final int TRIES = 3;
    private static final Duration TRY = Duration.ofSeconds(3);
    private static final Duration PAUSE = Duration.ofMillis(400);
    private static final int MAX_ANSWER = 256 * 1024;
    private static final JsonMapper JSON = new JsonMapper();

    private final URI url;
    private final String app;
    private final Supplier<AdminToken> token;
    private final TimeBudget budget;
    private final Progress progress;
    private final Sleeper sleeper;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(TRY)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    /** Status and body of an answer. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Response(int status, byte[] body) {

        Response without(AdminToken secret) {
            String text = new String(body, StandardCharsets.UTF_8);
            return new Response(status, secret.maskedIn(text).getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * @param url the hub's base, without a slash at its end
     * @param token asked for only when something is to be written
     * @param budget the time for all that is asked of the hub
     */
    public HttpHub(
            URI url, String app, Supplier<AdminToken> token, TimeBudget budget, Progress progress, Sleeper sleeper) {
        this.url = url;
        this.app = app;
        this.token = token;
        this.budget = budget;
        this.progress = progress;
        this.sleeper = sleeper;
    }

    @Override
    public String description() {
        return "hub " + url;
    }

    @Override
    public URI stateUrl() {
        return URI.create(url + "/v1/apps/" + app + "/state");
    }

    @Override
    public Reading read() {
        String tried = "read the state of " + app + " from " + url;
        StringBuilder reason = new StringBuilder();
        Response response = send(request().GET().build(), reason);
        if (response == null) {
            return new Reading.Unreachable(reason.toString());
        }
        if (response.status != 200) {
            throw noHub(tried, "it answered " + response.status);
        }
        return new Reading.Known(stateIn(response, tried));
    }

    @Override
    public Answer tell(MaintenanceState state, StateVersion readVersion) {
        String tried = "tell " + url + " that " + app + " is " + state.phase().wireName();
        AdminToken secret = token.get();
        HttpRequest request = request()
                .header("Authorization", secret.authorization())
                .header("Content-Type", "application/json")
                .header("If-Match", readVersion.entityTag())
                .PUT(HttpRequest.BodyPublishers.ofByteArray(StateCodec.encode(state)))
                .build();
        StringBuilder reason = new StringBuilder();
        Response response = send(request, reason);
        if (response == null) {
            return new Answer.Unreachable(reason.toString());
        }
        return switch (response.status) {
            case 200, 201 -> new Answer.Told(stateIn(response, tried));
            case 412 -> new Answer.Outdated();
            default -> throw refusal(response.without(secret), tried);
        };
    }

    private HttpRequest.Builder request() {
        return HttpRequest.newBuilder(stateUrl())
                .header("User-Agent", "interlude-publisher")
                .header("Accept", "application/json, application/problem+json");
    }

    /** Repeating is safe: a PUT that went through the first time is refused with 412 the second time. */
    private @Nullable Response send(HttpRequest request, StringBuilder reason) {
        for (int attempt = 1; ; attempt++) {
            reason.setLength(0);
            try {
                Duration atMost = budget.allows(TRY) ? TRY : budget.left();
                HttpResponse<byte[]> response = WholeAnswer.to(request, http, atMost, MAX_ANSWER);
                progress.detail(request.method() + " " + request.uri() + " " + response.statusCode());
                if (response.statusCode() < 500 || response.statusCode() == 507) {
                    return new Response(response.statusCode(), response.body());
                }
                reason.append("it answered ").append(response.statusCode());
            } catch (IOException e) {
                reason.append(e.getMessage() == null ? "no connection" : e.getMessage());
                progress.detail(request.method() + " " + request.uri() + " failed: " + reason);
            }
            Duration wait = PAUSE.multipliedBy(attempt);
            if (attempt == TRIES || !budget.allows(wait)) {
                return null;
            }
            sleeper.sleep(wait);
        }
    }

    private MaintenanceState stateIn(Response response, String tried) {
        Decoded decoded = StateCodec.read(response.body);
        if (decoded instanceof Decoded.Accepted accepted
                && accepted.state().app().equals(app)) {
            return accepted.state();
        }
        throw noHub(tried, "it answered " + response.status + " with something that is no state of " + app);
    }

    private static Failure noHub(String tried, String happened) {
        return new Failure(
                Failure.Kind.REFUSED,
                tried,
                happened,
                "check hub.url: it must be the address of an Interlude notifier");
    }

    private static Failure refusal(Response response, String tried) {
        JsonNode problem = problemIn(response);
        String detail = problem.path("detail").asText(problem.path("title").asText(""));
        String happened = "it answered " + response.status + (detail.isEmpty() ? "" : ": " + printable(detail));
        return switch (response.status) {
            case 401 ->
                new Failure(
                        Failure.Kind.REFUSED, tried, happened, "check the admin token: the hub does not know this one");
            case 403 ->
                new Failure(Failure.Kind.REFUSED, tried, happened, "use a token that may write this app's state");
            case 409 ->
                new Failure(Failure.Kind.ILLEGAL_MOVE, tried, happened, "legal now: " + listed(problem.path("legal")));
            case 422 -> new Failure(Failure.Kind.REFUSED, tried, happened + errorsIn(problem), "correct the notice");
            case 429 ->
                new Failure(Failure.Kind.REFUSED, tried, happened, "wait a minute and run the same command again");
            case 507 -> new Failure(Failure.Kind.REFUSED, tried, happened, "make room on the hub's disk");
            default -> noHub(tried, happened);
        };
    }

    private static JsonNode problemIn(Response response) {
        try {
            return JSON.readTree(new String(response.body, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode();
        }
    }

    private static String errorsIn(JsonNode problem) {
        StringJoiner errors = new StringJoiner("; ", " (", ")").setEmptyValue("");
        for (JsonNode error : problem.path("errors")) {
            String pointer = error.path("pointer").asText();
            errors.add(printable(new Violation(pointer, error.path("message").asText()).toString()));
        }
        return errors.toString();
    }

    private static String listed(JsonNode names) {
        StringJoiner list = new StringJoiner(", ").setEmptyValue("nothing");
        names.forEach(name -> list.add(printable(name.asText())));
        return list.toString();
    }

    /** What another machine says reaches the terminal without control characters. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}
