package dev.interlude.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlude.notifier.access.Digest;
import dev.interlude.notifier.access.Holder;
import dev.interlude.notifier.access.Keyring;
import dev.interlude.notifier.access.Scope;
import dev.interlude.notifier.admission.Limits;
import dev.interlude.notifier.admission.Network;
import dev.interlude.notifier.audit.Attempt;
import dev.interlude.notifier.backplane.MemoryBackplane;
import dev.interlude.notifier.config.Settings;
import dev.interlude.notifier.hub.Timing;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tokens and their scopes, the audit log and the metrics, over HTTP. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class AccessTest {

    private static final Keyring KEYS = Keyring.of(List.of(
            key("everything-at-once", Holder.ofEverything("admin")),
            key("only-for-the-shop", new Holder("shop", Set.of(Scope.WRITE), Set.of("shop"))),
            key("only-for-reading", new Holder("monitor", Set.of(Scope.READ), Set.of()))));

    private final Queue<Attempt> audit = new ConcurrentLinkedQueue<>();
    private final RunningHub hub = RunningHub.start(
            new MemoryBackplane(),
            audit::add,
            Timing.STANDARD,
            RunningHub.settings(
                    Set.of(),
                    new Limits(10, 0, 0, List.of(Network.of("127.0.0.1").orElseThrow()))),
            KEYS);

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void tokenIsGoodForItsApplicationsOnly() {
        assertThat(write("shop", "only-for-the-shop").statusCode()).isEqualTo(200);
        HttpResponse<String> refused = write("other", "only-for-the-shop");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(RunningHub.json(refused).get("type").textValue()).isEqualTo("urn:interlude:problem:scope");
        assertThat(write("shop", "only-for-reading").statusCode()).isEqualTo(403);
        assertThat(write("other", "everything-at-once").statusCode()).isEqualTo(200);
        assertThat(write("shop", "unknown").statusCode()).isEqualTo(401);
    }

    @Test
    void everyAttemptWithAGoodTokenIsNoted() {
        write("shop", "only-for-the-shop", "X-Forwarded-For", "203.0.113.9, 198.51.100.7");
        write("other", "only-for-the-shop");
        write("shop", "unknown");
        hub.put("shop", "{", "If-Match", "*", "Authorization", "Bearer only-for-the-shop");
        Waiting.until("three lines", () -> audit.size() == 3);

        Attempt accepted = attempt(200);
        assertThat(accepted.who()).isEqualTo("shop");
        assertThat(accepted.app()).isEqualTo("shop");
        assertThat(accepted.from()).isEqualTo("198.51.100.7");
        assertThat(accepted.at()).isEqualTo(RunningHub.NOW);
        assertThat(accepted.result()).isInstanceOf(Attempt.Result.Holds.class);
        assertThat(attempt(403).app()).isEqualTo("other");
        assertThat(attempt(400).result()).isInstanceOf(Attempt.Result.Refused.class);
    }

    @Test
    void metricsAreForThisMachineAndForReaders() {
        assertThat(hub.get("/metrics").statusCode()).isEqualTo(200);
        assertThat(hub.get("/metrics", "X-Forwarded-For", "127.0.0.1").statusCode())
                .isEqualTo(401);
        assertThat(hub.get("/metrics", "X-Forwarded-For", "1.2.3.4", "Authorization", "Bearer only-for-reading")
                        .statusCode())
                .isEqualTo(200);
        assertThat(hub.get("/metrics", "Authorization", "Bearer only-for-the-shop")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void metricsTellWhatHappens() {
        TestSubscriber subscriber = hub.subscribe("shop");
        subscriber.nextState();
        write("shop", "everything-at-once");
        subscriber.nextState();
        write("shop", "unknown");

        HttpResponse<String> metrics = hub.get("/metrics");
        assertThat(metrics.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
        assertThat(metrics.body())
                .contains("\ninterlude_subscribers 1.0\n")
                .contains("\ninterlude_connections 1.0\n")
                .contains("\ninterlude_topics 1.0\n")
                .contains("\ninterlude_broadcast_messages_total 1.0\n")
                .contains("\ninterlude_broadcast_seconds_count 1\n")
                .contains("\ninterlude_state_writes_total{status=\"200\"} 1.0\n")
                .contains("\ninterlude_state_writes_total{status=\"401\"} 1.0\n")
                .contains("jvm_memory_used_bytes");
    }

    @Test
    void configurationIsTakenOverWithoutARestart() {
        TestSubscriber before = hub.subscribe("shop");
        before.nextState();
        Settings stricter = RunningHub.settings(Set.of("https://shop.example.com"), Limits.ofConnections(1));

        hub.adopt(stricter, Keyring.of(List.of(key("a-new-one", Holder.ofEverything("new")))));

        assertThat(write("shop", "everything-at-once").statusCode()).isEqualTo(401);
        assertThat(write("shop", "a-new-one").statusCode()).isEqualTo(200);
        before.nextState();
        assertThat(TestSubscriber.refusal(hub.http(), hub.live("shop"))).isEqualTo(503);
        assertThat(hub.get("/v1/apps/shop/events", "Origin", "https://evil.example.com")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void tokenMayWriteSoOften() {
        RunningHub slow = RunningHub.start(
                new MemoryBackplane(),
                attempt -> {},
                Timing.STANDARD,
                RunningHub.settings(Set.of(), Limits.ofConnections(10), 2),
                KEYS);
        try (slow) {
            String[] shop = {"If-Match", "*", "Authorization", "Bearer only-for-the-shop"};
            assertThat(slow.put("shop", "{", shop).statusCode()).isEqualTo(400);
            assertThat(slow.put("shop", "{", shop).statusCode()).isEqualTo(400);
            HttpResponse<String> refused = slow.put("shop", "{", shop);
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("30");
            assertThat(slow.put("shop", "{", "If-Match", "*", "Authorization", "Bearer everything-at-once")
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void whatCostsNothingIsNotedSoOftenAndCountedAlways() {
        String[] reader = {"If-Match", "*", "Authorization", "Bearer only-for-reading"};
        for (int i = 0; i < 70; i++) {
            assertThat(hub.put("shop", "{}", reader).statusCode()).isEqualTo(403);
        }

        assertThat(hub.get("/metrics").body()).contains("\ninterlude_state_writes_total{status=\"403\"} 70.0\n");
        Waiting.until("60 are noted", () -> audit.size() >= 60);
        assertThat(audit.size()).isBetween(60, 65);
    }

    @Test
    void documentThatDoesNotComeIsNoted() throws IOException {
        try (RawClient client = new RawClient(hub.port())) {
            client.send("PUT /v1/apps/shop/state HTTP/1.1\r\nHost: a\r\nIf-Match: *\r\nContent-Length: 9\r\n"
                    + "Authorization: Bearer everything-at-once\r\n\r\n{");
            assertThat(client.readHead()).startsWith("HTTP/1.1 408 ");
        }
        assertThat(attempt(408).app()).isEqualTo("shop");
    }

    @Test
    void roomForConnectionsGrowsWithTheConfiguration() throws IOException {
        hub.adopt(RunningHub.settings(Set.of(), Limits.ofConnections(1_000)), KEYS);
        List<RawClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 600; i++) {
                clients.add(new RawClient(hub.port()));
            }
            RawClient last = clients.get(clients.size() - 1);
            last.send("GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n");

            assertThat(last.readHead()).startsWith("HTTP/1.1 200 ");
        } finally {
            for (RawClient client : clients) {
                client.close();
            }
        }
    }

    private Attempt attempt(int status) {
        return audit.stream()
                .filter(each -> each.status() == status)
                .findFirst()
                .orElseThrow(() -> new AssertionError(audit.toString()));
    }

    private HttpResponse<String> write(String app, String token, String... more) {
        String[] headers = Stream.concat(
                        Stream.of("If-Match", "*", "Authorization", "Bearer " + token), Stream.of(more))
                .toArray(String[]::new);
        return hub.put(app, States.inProgressDocument(app, "words"), headers);
    }

    private static Keyring.Key key(String secret, Holder holder) {
        return new Keyring.Key(Digest.of(secret), holder);
    }
}
