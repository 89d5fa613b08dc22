package dev.interlude.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.interlude.notifier.backplane.MemoryBackplane;
import dev.interlude.notifier.hub.Timing;
import dev.interlude.protocol.StateVersion;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Server-sent events, on real sockets. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class EventsTest {

    private static final Timing IMPATIENT =
            new Timing(Duration.ofMillis(500), Duration.ofMillis(700), Duration.ofMillis(600));

    private RunningHub hub = RunningHub.start();

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void firstEventIsTheCurrentStateAndItsIdTheVersion() throws IOException {
        hub.put("shop", States.inProgressDocument("shop", "words"));

        try (TestEvents events = TestEvents.open(hub, "shop")) {
            TestEvents.Event first = events.next();

            JsonNode state = RunningHub.json(hub.get("/v1/apps/shop/state"));
            assertThat(events.head())
                    .startsWith("HTTP/1.1 200 OK\r\n")
                    .contains("\r\nContent-Type: text/event-stream\r\n")
                    .contains("\r\nCache-Control: no-store\r\n")
                    .contains("\r\nX-Accel-Buffering: no\r\n");
            assertThat(first.name()).isEqualTo("state");
            assertThat(first.json().get("state")).isEqualTo(state);
            assertThat(first.json().get("spreadMs").longValue()).isEqualTo(10_000);
            assertThat(first.id())
                    .isEqualTo(state.get("epoch").asText() + "."
                            + state.get("revision").asText());
            assertThat(events.retryMs()).isBetween(1_000L, 40_000L);
        }
    }

    /** It would be answered in the middle of the stream. */
    @ParameterizedTest
    @ValueSource(strings = {"events", "live", "state"})
    void requestInTheSameReadBehindOneForEventsEndsTheConnection(String second) throws IOException {
        String events = "GET /v1/apps/shop/events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
        String behind = second.equals("live") ? RawClient.handshake("shop") : events.replace("events", second);
        try (Warnings warnings = new Warnings();
                RawClient client = new RawClient(hub.port())) {
            client.send(events + behind);

            assertThat(client.readToEnd()).doesNotContain("101 Switching", "application/json");
            assertThat(warnings.seen()).isEmpty();
        }
    }

    /** A hub that lost its data, and a client that has not. */
    @Test
    void whoHasSeenMoreThanThereIsIsToldOnlyWhatIsNewerStill() throws IOException {
        StateVersion ahead = new StateVersion(RunningHub.NOW.toEpochMilli() + 1_000, 3);
        hub.put("shop", States.inProgressDocument("shop", "older"));

        try (TestEvents events = TestEvents.open(hub, "shop", "Last-Event-ID: " + ahead)) {
            hub.put("shop", States.inProgressDocument("shop", "older too"));
            hub.put("shop", States.document(States.inProgress("shop", "newer").numbered(ahead)));

            assertThat(title(events.next())).isEqualTo("newer");
        }
    }

    @Test
    void everyTransportIsToldTheSameInTheSameOrder() throws IOException {
        TestSubscriber socket = hub.subscribe("shop");
        try (TestEvents events = TestEvents.open(hub, "shop")) {
            for (int i = 0; i < 20; i++) {
                assertThat(events.next().json().get("state"))
                        .isEqualTo(socket.nextState())
                        .isEqualTo(RunningHub.json(hub.get("/v1/apps/shop/state")));
                hub.put("shop", States.inProgressDocument("shop", "words " + i));
            }
        }
    }

    @Test
    void whoComesBackHavingSeenTheNewestIsToldOnlyWhatIsNew() throws IOException {
        hub.put("shop", States.inProgressDocument("shop", "seen"));
        String seen;
        try (TestEvents events = TestEvents.open(hub, "shop")) {
            seen = events.next().id();
        }

        try (TestEvents back = TestEvents.open(hub, "shop", "Last-Event-ID: " + seen)) {
            hub.put("shop", States.inProgressDocument("shop", "new"));
            assertThat(title(back.next())).isEqualTo("new");
        }
        try (TestEvents stale = TestEvents.open(hub, "shop", "Last-Event-ID: 0.0")) {
            assertThat(title(stale.next())).isEqualTo("new");
        }
        try (TestEvents strange = TestEvents.open(hub, "shop", "Last-Event-ID: \"' OR 1=1")) {
            assertThat(title(strange.next())).isEqualTo("new");
        }
    }

    @Test
    void heartbeatIsACommentAndSilenceIsNoOffence() throws IOException {
        hub.close();
        hub = RunningHub.start(new MemoryBackplane(), IMPATIENT, Set.of(), 10);

        try (TestEvents events = TestEvents.open(hub, "shop")) {
            events.next();
            for (int i = 0; i < 6; i++) {
                events.nextComment();
            }
            hub.put("shop", States.inProgressDocument("shop", "still there"));
            assertThat(title(events.next())).isEqualTo("still there");
        }
    }

    @Test
    void endsAndIsForgottenWhenTheClientLeaves() throws IOException {
        try (TestEvents events = TestEvents.open(hub, "shop")) {
            events.next();
            assertThat(hub.connections()).isEqualTo(1);
        }
        Waiting.until("nobody is connected", () -> hub.connections() == 0);
    }

    @Test
    void drainEndsTheStream() throws IOException {
        try (TestEvents events = TestEvents.open(hub, "shop")) {
            events.next();
            hub.drain();
            events.readToEnd();
        }
        assertThat(hub.connections()).isZero();
    }

    @Test
    void whoSendsMoreThanARequestIsCut() throws IOException {
        try (TestEvents events = TestEvents.open(hub, "shop")) {
            events.next();
            events.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            events.readToEnd();
        }
        Waiting.until("nobody is connected", () -> hub.connections() == 0);
    }

    @Test
    void originIsCheckedAndToldThatItMayRead() throws IOException {
        hub.close();
        hub = RunningHub.start(new MemoryBackplane(), Timing.STANDARD, Set.of("https://Shop.example.com:443"), 10);

        try (TestEvents events = TestEvents.open(hub, "shop", "Origin: https://shop.example.com")) {
            events.next();
            assertThat(events.head())
                    .contains("\r\nAccess-Control-Allow-Origin: https://shop.example.com\r\n")
                    .contains("\r\nVary: Origin\r\n");
        }
        assertThat(hub.get("/v1/apps/shop/events", "Origin", "https://evil.example.com")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void isRefusedBeyondTheLimit() throws IOException {
        hub.close();
        hub = RunningHub.start(new MemoryBackplane(), Timing.STANDARD, Set.of(), 1);

        try (TestEvents events = TestEvents.open(hub, "shop")) {
            events.next();
            HttpResponse<String> refused = hub.get("/v1/apps/shop/events");
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/apps/Shop/events", "/v1/apps/shop/events/", "/v1/apps/shop/event"})
    void otherPathsAreNotFound(String path) {
        assertThat(hub.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void otherMethodsAreNotAllowed() {
        HttpResponse<String> answer = hub.send(java.net.http.HttpRequest.newBuilder(hub.uri("/v1/apps/shop/events"))
                .DELETE()
                .timeout(Duration.ofSeconds(20)));
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).hasValue("GET, HEAD");
    }

    @Test
    void headIsAnsweredWithoutAStream() throws IOException {
        try (RawClient client = new RawClient(hub.port())) {
            client.send("HEAD /v1/apps/shop/events HTTP/1.1\r\nHost: hub\r\n\r\n");

            assertThat(client.readHead())
                    .startsWith("HTTP/1.1 200 OK\r\n")
                    .contains("\r\nContent-Type: text/event-stream\r\n");
            assertThat(client.readHead()).isEmpty();
        }
        Waiting.until("nobody is connected", () -> hub.connections() == 0);
    }

    private static String title(TestEvents.Event event) {
        return event.json().get("state").get("notice").get("title").get("en").textValue();
    }
}
