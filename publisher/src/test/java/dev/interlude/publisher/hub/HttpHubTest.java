package dev.interlude.publisher.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.interlude.protocol.MaintenanceState;
import dev.interlude.protocol.StateCodec;
import dev.interlude.protocol.StateVersion;
import dev.interlude.publisher.failure.Failure;
import dev.interlude.publisher.progress.Progress;
import dev.interlude.publisher.progress.TimeBudget;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a hub, or something in its place, may answer. */
class HttpHubTest {

    private static final StateVersion VERSION = new StateVersion(1795212000000L, 42);
    private static final MaintenanceState STATE =
            MaintenanceState.origin("shop").numbered(VERSION);

    private final MockWebServer server = new MockWebServer();
    private final List<Duration> slept = new ArrayList<>();

    @BeforeEach
    void open() throws IOException {
        server.start();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void stateIsRead() {
        answers(200, document());

        assertThat(hub().read()).isEqualTo(new Hub.Reading.Known(STATE));
    }

    @Test
    void toldWithTokenAndTheVersionThatWasRead() throws InterruptedException {
        answers(200, document());

        assertThat(hub().tell(STATE, VERSION)).isEqualTo(new Hub.Answer.Told(STATE));
        RecordedRequest request = server.takeRequest();
        assertThat(request.getMethod()).isEqualTo("PUT");
        assertThat(request.getHeaders().get("If-Match")).isEqualTo("\"1795212000000.42\"");
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer secret");
    }

    @Test
    void tokenThatIsEchoedIsMasked() {
        answers(401, "{\"detail\": \"Bearer secret is bad\"}");
        answers(422, "{\"detail\": \"bad\", \"errors\": [{\"pointer\": \"/secret\", \"message\": \"secret\"}]}");

        for (int i = 0; i < 2; i++) {
            assertThat(failure(() -> hub().tell(STATE, VERSION)).happened())
                    .contains("***")
                    .doesNotContain("secret");
        }
    }

    @Test
    void fileThatCouldBeTheTokenItselfIsNotNamed() {
        Path token = Path.of("a-token-of-16-and-more");

        assertThat(failure(() -> AdminToken.find(token, Map.of())).happened())
                .contains("--hub-token-file")
                .doesNotContain("a-token");
        assertThat(failure(() -> AdminToken.find(Path.of("hub.token"), Map.of()))
                        .happened())
                .contains("hub.token");
    }

    @Test
    void changedStateIsReadAgain() {
        answers(412, "{}");

        assertThat(hub().tell(STATE, VERSION)).isEqualTo(new Hub.Answer.Outdated());
    }

    @Test
    void unavailableHubIsTriedThreeTimesAndThenUnreachable() {
        for (int i = 0; i < 3; i++) {
            answers(503, "{}");
        }

        assertThat(hub().read()).isInstanceOf(Hub.Reading.Unreachable.class);
        assertThat(server.getRequestCount()).isEqualTo(3);
        assertThat(slept).hasSize(2);
    }

    @Test
    void hubThatIsSilentIsWaitedForAsLongAsThereIsTime() {
        server.enqueue(new MockResponse.Builder()
                .headersDelay(1, TimeUnit.MINUTES)
                .body(document())
                .build());

        assertThat(hub(Duration.ofMillis(300)).read())
                .isEqualTo(new Hub.Reading.Unreachable("no whole answer within 0.3 s"));
        assertThat(slept).isEmpty();
    }

    @Test
    void briefOutageIsOvercome() {
        answers(502, "");
        answers(200, document());

        assertThat(hub().read()).isEqualTo(new Hub.Reading.Known(STATE));
    }

    @ParameterizedTest
    @CsvSource({
        "401,REFUSED,admin token",
        "403,REFUSED,may write",
        "409,ILLEGAL_MOVE,in_progress",
        "422,REFUSED,correct",
        "428,REFUSED,hub.url",
        "429,REFUSED,wait",
        "507,REFUSED,disk",
        "301,REFUSED,hub.url",
        "404,REFUSED,hub.url"
    })
    void refusalSaysWhatToDo(int status, Failure.Kind kind, String advice) {
        answers(
                status,
                "{\"detail\": \"no\\u001b[31m\", \"legal\": [\"in_progress\"], \"errors\": [{\"pointer\": \"/notice/id\","
                        + " \"message\": \"too long\"}]}");

        Failure failure = failure(() -> hub().tell(STATE, VERSION));

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.advice()).contains(advice);
        assertThat(failure.happened()).contains(Integer.toString(status)).doesNotContain("\u001b");
        assertThat(failure.happened() + failure.advice() + failure.tried()).doesNotContain("secret");
    }

    @Test
    void violationsAreNamed() {
        answers(422, "{\"errors\": [{\"pointer\": \"/notice/id\", \"message\": \"too long\"}]}");

        assertThat(failure(() -> hub().tell(STATE, VERSION)).happened()).contains("/notice/id: too long");
    }

    @Test
    void somethingThatIsNoHubIsRefused() {
        answers(200, "<html>");
        assertThat(failure(() -> hub().read()).kind()).isEqualTo(Failure.Kind.REFUSED);

        answers(200, new String(StateCodec.encode(MaintenanceState.origin("other")), StandardCharsets.UTF_8));
        assertThat(failure(() -> hub().read()).happened()).contains("no state of shop");
    }

    @Test
    void tokenThatIsNoneIsExplained() {
        for (String token : List.of("", "  ", "two words", "line\nbreak", "ü")) {
            Failure failure = failure(() -> AdminToken.find(null, Map.of("INTERLUDE_ADMIN_TOKEN", token)));
            assertThat(failure.kind()).isEqualTo(Failure.Kind.CONFIGURATION);
        }
        assertThat(AdminToken.find(null, Map.of("INTERLUDE_ADMIN_TOKEN", " secret\n"))
                        .toString())
                .doesNotContain("secret");
    }

    private void answers(int status, String body) {
        server.enqueue(new MockResponse.Builder().code(status).body(body).build());
    }

    private static String document() {
        return new String(StateCodec.encode(STATE), StandardCharsets.UTF_8);
    }

    private HttpHub hub() {
        return hub(Duration.ofMinutes(1));
    }

    private HttpHub hub(Duration timeout) {
        URI url = URI.create("http://127.0.0.1:" + server.getPort());
        return new HttpHub(
                url,
                "shop",
                () -> AdminToken.find(null, Map.of("INTERLUDE_ADMIN_TOKEN", "secret")),
                new TimeBudget(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), timeout),
                Progress.silent(),
                slept::add);
    }

    private static Failure failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return Objects.requireNonNull(catchThrowableOfType(Failure.class, call));
    }
}
