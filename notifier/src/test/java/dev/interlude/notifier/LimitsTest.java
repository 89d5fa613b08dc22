package dev.interlude.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlude.notifier.admission.Limits;
import dev.interlude.notifier.admission.Network;
import dev.interlude.notifier.backplane.MemoryBackplane;
import dev.interlude.notifier.hub.Timing;
import dev.interlude.notifier.limit.Limit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every limit, reached on real sockets by the client that it is there for, and counted. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class LimitsTest {

    private static final Limits ONE_CONNECTION = Limits.ofConnections(1);
    private static final Limits ONE_AN_ADDRESS =
            new Limits(10, 1, 0, List.of(Network.of("127.0.0.1").orElseThrow()));
    private static final Limits ONE_A_SECOND = new Limits(10, 0, 1, List.of());
    private static final Limits TEN_CONNECTIONS = Limits.ofConnections(10);
    private static final Timing NOT_FOR_THE_SILENT =
            new Timing(Duration.ofMillis(500), Duration.ofMillis(700), Duration.ofMinutes(5));
    private static final Timing NOT_FOR_THE_SLOW =
            new Timing(Duration.ofMillis(500), Duration.ofMinutes(5), Duration.ofMillis(600));
    private static final String PUT =
            "PUT /v1/apps/shop/state HTTP/1.1\r\nHost: hub\r\nIf-Match: *\r\nAuthorization: Bearer " + RunningHub.SECRET
                    + "\r\n";

    private final List<RawClient> clients = new ArrayList<>();
    private @Nullable RunningHub running;

    @AfterEach
    void stop() throws IOException {
        for (RawClient client : clients) {
            client.close();
        }
        hub().close();
    }

    @ParameterizedTest
    @EnumSource(Limit.class)
    void limitThatIsReachedIsCountedAndNoOtherOne(Limit limit) throws IOException {
        running = hubWith(limit);
        RunningHub hub = hub();
        for (Limit each : Limit.values()) {
            assertThat(hub.reached(each)).as(each.label()).isZero();
        }

        reach(limit);

        Waiting.until(limit.label() + " is counted", () -> hub.reached(limit) > 0);
        assertThat(Arrays.stream(Limit.values()).filter(each -> hub.reached(each) > 0))
                .containsExactly(limit);
    }

    private RunningHub hub() {
        return Objects.requireNonNull(running);
    }

    private static RunningHub hubWith(Limit limit) {
        Limits limits = switch (limit) {
            case CONNECTIONS, SOCKETS -> ONE_CONNECTION;
            case CONNECTIONS_PER_ADDRESS -> ONE_AN_ADDRESS;
            case CONNECTION_RATE -> ONE_A_SECOND;
            default -> TEN_CONNECTIONS;
        };
        Timing timing = switch (limit) {
            case SILENCE -> NOT_FOR_THE_SILENT;
            case SLOW_READER -> NOT_FOR_THE_SLOW;
            default -> Timing.STANDARD;
        };
        return RunningHub.start(
                new MemoryBackplane(),
                attempt -> {},
                timing,
                RunningHub.settings(Set.of(), limits, limit == Limit.WRITE_RATE ? 1 : 0),
                RunningHub.ADMIN);
    }

    private void reach(Limit limit) throws IOException {
        switch (limit) {
            case ORIGIN ->
                assertThat(answer(handshake("Origin: https://evil.example"))).startsWith("HTTP/1.1 403 ");
            case CONNECTIONS, CONNECTION_RATE -> {
                assertThat(answer(RawClient.handshake("shop"))).startsWith("HTTP/1.1 101 ");
                assertThat(answer(RawClient.handshake("shop"))).startsWith("HTTP/1.1 503 ");
            }
            case CONNECTIONS_PER_ADDRESS -> {
                String first = handshake("X-Forwarded-For: 198.51.100.7, 203.0.113.9");
                assertThat(answer(first)).startsWith("HTTP/1.1 101 ");
                assertThat(answer(handshake("X-Forwarded-For: 203.0.113.10"))).startsWith("HTTP/1.1 101 ");
                assertThat(answer(first)).startsWith("HTTP/1.1 503 ");
            }
            case SOCKETS -> fillSockets();
            case NO_REQUEST -> {
                RawClient silent = client();
                while (!silent.hasEndedWithin(1_000)) {
                    // Asked, or the connection of whoever asks would be idle too.
                    assertThat(hub().reached(Limit.IDLE)).isZero();
                }
            }
            case IDLE ->
                assertThat(answer("GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n"))
                        .startsWith("HTTP/1.1 200 ");
            case HEAD_TIME -> assertThat(answer("GET / HTTP/1.1\r\nHost: ")).startsWith("HTTP/1.1 408 ");
            case HEAD_LENGTH ->
                assertThat(answer("GET / HTTP/1.1\r\nX: " + "x".repeat(9_000))).startsWith("HTTP/1.1 431 ");
            case BODY_TIME ->
                assertThat(answer(PUT + "Content-Length: 9\r\n\r\n{")).startsWith("HTTP/1.1 408 ");
            case BODY_LENGTH ->
                assertThat(answer(PUT + "Content-Length: 99999\r\n\r\n")).startsWith("HTTP/1.1 413 ");
            case WRITE_RATE -> {
                assertThat(answer(PUT + "Content-Length: 1\r\n\r\n{")).startsWith("HTTP/1.1 400 ");
                assertThat(answer(PUT + "Content-Length: 1\r\n\r\n{")).startsWith("HTTP/1.1 429 ");
            }
            case MESSAGE_LENGTH -> assertThat(closeCodeAfter(1, 4 * 1024 + 1)).isEqualTo(1009);
            case MESSAGE_RATE -> assertThat(closeCodeAfter(11, 2)).isEqualTo(1008);
            case SILENCE -> opened().readToEnd();
            case SLOW_READER -> stall();
        }
    }

    private void fillSockets() throws IOException {
        while (hub().reached(Limit.SOCKETS) == 0) {
            for (int i = 0; i < 50; i++) {
                client();
            }
            // Room for the question, whose connection stands already.
            assertThat(clients).hasSizeLessThan(1_000);
        }
    }

    private void stall() throws IOException {
        opened();
        for (int i = 0; hub().connections() > 0; i++) {
            hub().put("shop", States.longDocument(i));
        }
    }

    private int closeCodeAfter(int messages, int length) throws IOException {
        RawClient client = opened();
        for (int i = 0; i < messages; i++) {
            client.send(RawClient.masked(1, "x".repeat(length).getBytes(StandardCharsets.US_ASCII)));
        }
        return client.readCloseCode();
    }

    private RawClient opened() throws IOException {
        RawClient client = client();
        client.send(RawClient.handshake("shop"));
        assertThat(client.readHead()).startsWith("HTTP/1.1 101 ");
        return client;
    }

    private String answer(String request) throws IOException {
        RawClient client = client();
        client.send(request);
        return client.readHead();
    }

    private RawClient client() throws IOException {
        RawClient client = new RawClient(hub().port());
        clients.add(client);
        return client;
    }

    private static String handshake(String header) {
        return RawClient.handshake("shop").replaceFirst("\r\n", "\r\n" + header + "\r\n");
    }
}
