package dev.interlude.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.interlude.notifier.backplane.MemoryBackplane;
import dev.interlude.notifier.hub.Timing;
import dev.interlude.protocol.StateVersion;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 90, unit = TimeUnit.SECONDS)
class LiveTest {

    private static final Timing IMPATIENT =
            new Timing(Duration.ofMillis(500), Duration.ofMillis(700), Duration.ofMillis(600));

    private RunningHub hub = RunningHub.start();

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void firstFrameIsTheCurrentState() {
        hub.put("shop", States.inProgressDocument("shop", "words"));

        JsonNode frame = hub.subscribe("shop").next();

        assertThat(frame.get("type").textValue()).isEqualTo("state");
        assertThat(frame.get("now").longValue()).isEqualTo(RunningHub.NOW.toEpochMilli());
        assertThat(frame.get("heartbeatMs").longValue()).isEqualTo(25_000);
        assertThat(frame.get("reconnectMs").longValue()).isEqualTo(40_000);
        assertThat(frame.get("spreadMs").longValue()).isEqualTo(10_000);
        assertThat(frame.get("state")).isEqualTo(RunningHub.json(hub.get("/v1/apps/shop/state")));
    }

    @Test
    void unknownApplicationIsToldItsOrigin() {
        JsonNode state = hub.subscribe("nobody").nextState();

        assertThat(version(state)).isEqualTo(StateVersion.ORIGIN);
        assertThat(state.get("phase").textValue()).isEqualTo("operational");
    }

    @Test
    void changeReachesTheSubscribersOfItsApplicationOnly() {
        TestSubscriber first = hub.subscribe("shop");
        TestSubscriber second = hub.subscribe("shop");
        TestSubscriber other = hub.subscribe("other");
        List.of(first, second, other).forEach(TestSubscriber::nextState);

        hub.put("shop", States.inProgressDocument("shop", "words"));
        hub.put("other", States.inProgressDocument("other", "of another"));

        assertThat(title(first.nextState())).isEqualTo("words");
        assertThat(title(second.nextState())).isEqualTo("words");
        assertThat(title(other.nextState())).isEqualTo("of another");
    }

    @Test
    void lateSubscriberStartsWithTheNewest() {
        for (int i = 0; i < 5; i++) {
            hub.put("shop", States.inProgressDocument("shop", "words " + i));
        }

        TestSubscriber late = hub.subscribe("shop");

        assertThat(title(late.nextState())).isEqualTo("words 4");
    }

    @Test
    void sameWordsAreNotTold() {
        TestSubscriber subscriber = hub.subscribe("shop");
        hub.put("shop", States.inProgressDocument("shop", "words"));
        hub.put("shop", States.inProgressDocument("shop", "words"));
        hub.put("shop", States.inProgressDocument("shop", "others"));

        List<String> titles = new ArrayList<>();
        while (!titles.contains("others")) {
            titles.add(title(subscriber.nextState()));
        }

        assertThat(titles.stream().filter("words"::equals).count()).isLessThanOrEqualTo(1);
    }

    @Test
    void whoeverJoinsWhileWritersWriteMissesNothingAndNeverGoesBack() throws InterruptedException {
        int writes = 150;
        AtomicInteger accepted = new AtomicInteger();
        Thread writer = new Thread(() -> {
            for (int i = 1; i <= writes; i++) {
                if (hub.put("shop", States.inProgressDocument("shop", "words " + i))
                                .statusCode()
                        == 200) {
                    accepted.incrementAndGet();
                }
            }
        });
        writer.start();
        List<TestSubscriber> subscribers = new ArrayList<>();
        while (writer.isAlive()) {
            subscribers.add(hub.subscribe("shop"));
        }
        writer.join();

        assertThat(accepted).hasValue(writes);
        assertThat(subscribers).hasSizeGreaterThan(5);
        for (TestSubscriber subscriber : subscribers) {
            StateVersion last = StateVersion.ORIGIN;
            while (last.revision() < writes) {
                StateVersion next = version(subscriber.nextState());
                assertThat(next).isGreaterThanOrEqualTo(last);
                last = next;
            }
        }
    }

    @Test
    void whatClientsSayIsIgnored() {
        TestSubscriber subscriber = hub.subscribe("shop");
        subscriber.nextState();

        subscriber
                .socket()
                .sendText("{\"type\":\"hello\",\"have\":[0,0]}", true)
                .join();
        subscriber.socket().sendText("not json", true).join();
        subscriber.socket().sendText("in ", false).join();
        subscriber.socket().sendText("pieces", true).join();
        subscriber.socket().sendBinary(ByteBuffer.wrap(new byte[] {1, 2}), true).join();
        hub.put("shop", States.inProgressDocument("shop", "words"));

        assertThat(title(subscriber.nextState())).isEqualTo("words");
    }

    @Test
    void clientThatSaysTooMuchIsEnded() {
        TestSubscriber subscriber = hub.subscribe("shop");

        for (int i = 0; i < 11; i++) {
            subscriber.socket().sendText("{\"type\":\"hello\"}", true).join();
        }

        assertThat(subscriber.closeCode()).isEqualTo(1008);
    }

    @Test
    void frameThatIsTooLongIsRefused() {
        TestSubscriber fits = hub.subscribe("shop");
        TestSubscriber tooLong = hub.subscribe("shop");
        fits.nextState();

        fits.socket().sendText("x".repeat(4 * 1024), true).join();
        tooLong.socket().sendText("x".repeat(4 * 1024 + 1), true).join();
        hub.put("shop", States.inProgressDocument("shop", "words"));

        assertThat(tooLong.closeCode()).isEqualTo(1009);
        assertThat(title(fits.nextState())).isEqualTo("words");
    }

    @Test
    void messageThatIsTooLongInPiecesIsRefused() {
        TestSubscriber subscriber = hub.subscribe("shop");

        subscriber.socket().sendText("x".repeat(4_000), false).join();
        subscriber.socket().sendText("x".repeat(4_000), true).join();

        assertThat(subscriber.closeCode()).isEqualTo(1009);
    }

    @Test
    void frameWithoutMaskIsAProtocolError() throws IOException {
        try (RawClient client = opened("shop")) {
            client.send(new byte[] {(byte) 0x81, 2, 'h', 'i'});

            assertThat(client.readCloseCode()).isEqualTo(1002);
        }
    }

    @Test
    void frameThatAnnouncesMoreThanThereIsMemoryForIsRefusedAtOnce() throws IOException {
        try (RawClient client = opened("shop")) {
            client.send(new byte[] {(byte) 0x82, (byte) 0xFF, 0x40, 0, 0, 0, 0, 0, 0, 0});

            assertThat(client.readCloseCode()).isEqualTo(1009);
        }
    }

    @Test
    void goodbyeIsAnsweredAndForgotten() throws IOException {
        try (RawClient client = opened("shop")) {
            client.send(RawClient.masked(8, new byte[] {0x03, (byte) 0xE8}));

            assertThat(client.readCloseCode()).isEqualTo(1000);
            client.readToEnd();
        }
    }

    @Test
    void bytesThatFollowTheHandshakeInTheSamePacketAreRead() throws IOException {
        try (RawClient client = new RawClient(hub.port())) {
            byte[] ping = RawClient.masked(9, "early".getBytes(StandardCharsets.US_ASCII));
            byte[] head = RawClient.handshake("shop").getBytes(StandardCharsets.US_ASCII);
            byte[] both = Arrays.copyOf(head, head.length + ping.length);
            System.arraycopy(ping, 0, both, head.length, ping.length);

            client.send(both);

            assertThat(client.readHead()).startsWith("HTTP/1.1 101 ").contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
            assertThat(client.readFrame().text()).startsWith("{\"type\":\"state\"");
            RawClient.Frame pong = client.readFrame();
            assertThat(pong.opcode()).isEqualTo(10);
            assertThat(pong.text()).isEqualTo("early");
        }
    }

    @Test
    void bytesThatComeOneByOneAreRead() throws IOException {
        try (RawClient client = new RawClient(hub.port())) {
            for (byte one : RawClient.handshake("shop").getBytes(StandardCharsets.US_ASCII)) {
                client.send(new byte[] {one});
            }
            assertThat(client.readHead()).startsWith("HTTP/1.1 101 ");
            client.readFrame();
            for (byte one : RawClient.masked(9, "slow".getBytes(StandardCharsets.US_ASCII))) {
                client.send(new byte[] {one});
            }
            assertThat(client.readFrame().text()).isEqualTo("slow");
        }
    }

    /** Takes as long as the server's patience with idle HTTP connections: 15 s. */
    @Test
    void requestThatIsHalfSentIsCutAndASubscriberThatIsIdleIsNot() throws IOException {
        TestSubscriber idle = hub.subscribe("shop");
        idle.nextState();
        try (RawClient halfSent = new RawClient(hub.port())) {
            halfSent.send(RawClient.handshake("shop").substring(0, 60));

            halfSent.readToEnd();
        }

        hub.put("shop", States.inProgressDocument("shop", "words"));
        assertThat(title(idle.nextState())).isEqualTo("words");
    }

    @Test
    void stalledReaderIsCutWithoutDelayingOthers() throws IOException {
        restart(IMPATIENT, Set.of(), 100);
        try (RawClient stalled = opened("shop")) {
            TestSubscriber reader = hub.subscribe("shop");
            reader.nextState();

            // Long enough, together, to fill what the kernel keeps for a connection.
            int writes = 0;
            while (hub.connections() > 1) {
                writes++;
                assertThat(hub.put("shop", States.longDocument(writes)).statusCode())
                        .isEqualTo(200);
                assertThat(title(reader.nextState())).startsWith("words " + writes);
                assertThat(writes).as("states until the stalled reader is cut").isLessThan(2_000);
            }

            hub.put("shop", States.longDocument(writes + 1));
            assertThat(title(reader.nextState())).startsWith("words " + (writes + 1));
            stalled.readToEnd();
        }
    }

    /** What was sent is far less than the kernel would keep for a connection that it lets grow. */
    @Test
    void readerThatNeverReadsIsCutThoughLittleWasSent() throws IOException {
        restart(new Timing(Duration.ofMillis(500), Duration.ofMinutes(5), Duration.ofMillis(600)), Set.of(), 100);
        try (RawClient stalled = opened("shop")) {
            TestSubscriber reader = hub.subscribe("shop");
            reader.nextState();

            for (int i = 1; i <= 20; i++) {
                assertThat(hub.put("shop", States.longDocument(i)).statusCode()).isEqualTo(200);
                assertThat(title(reader.nextState())).startsWith("words " + i);
            }

            Waiting.until("the stalled reader is cut", () -> hub.connections() == 1);
            stalled.readToEnd();
        }
    }

    @Test
    void subscriberThatAnswersNoPingIsCut() throws IOException {
        restart(IMPATIENT, Set.of(), 100);
        try (RawClient silent = opened("shop")) {
            TestSubscriber alive = hub.subscribe("shop");

            silent.readToEnd();

            assertThat(alive.next().get("type").textValue()).isEqualTo("state");
            assertThat(alive.next().get("type").textValue()).isEqualTo("heartbeat");
            assertThat(alive.pings).isNotEmpty();
            assertThat(hub.connections()).isEqualTo(1);
        }
    }

    @Test
    void subscriberThatAnswersStaysOverManyHeartbeats() {
        restart(IMPATIENT, Set.of(), 100);
        TestSubscriber alive = hub.subscribe("shop");
        alive.nextState();

        for (int i = 0; i < 6; i++) {
            JsonNode heartbeat = alive.next();
            assertThat(heartbeat.get("type").textValue()).isEqualTo("heartbeat");
            assertThat(heartbeat.get("now").longValue()).isEqualTo(RunningHub.NOW.toEpochMilli());
        }

        hub.put("shop", States.inProgressDocument("shop", "words"));
        assertThat(title(alive.nextState())).isEqualTo("words");
    }

    @Test
    void pagesOfOtherHostsAreRefusedWithoutAList() {
        HttpClient http = hub.http();

        assertThat(TestSubscriber.refusal(http, hub.live("shop"), "Origin", "https://evil.example"))
                .isEqualTo(403);
        assertThat(TestSubscriber.refusal(http, hub.live("shop"), "Origin", "null"))
                .isEqualTo(403);
        TestSubscriber.connect(http, hub.live("shop"), "Origin", "http://127.0.0.1:" + hub.port())
                .nextState();
    }

    @Test
    void onlyListedOriginsPass() {
        restart(Timing.STANDARD, Set.of("https://shop.example.com"), 100);
        HttpClient http = hub.http();

        assertThat(TestSubscriber.refusal(http, hub.live("shop"), "Origin", "http://127.0.0.1:" + hub.port()))
                .isEqualTo(403);
        TestSubscriber.connect(http, hub.live("shop"), "Origin", "https://shop.example.com")
                .nextState();
        TestSubscriber.connect(http, hub.live("shop")).nextState();
    }

    @Test
    void hubThatIsFullRefusesUntilThereIsRoom() {
        restart(Timing.STANDARD, Set.of(), 2);
        TestSubscriber first = hub.subscribe("shop");
        hub.subscribe("shop").nextState();

        assertThat(TestSubscriber.refusal(hub.http(), hub.live("shop"))).isEqualTo(503);

        first.socket().sendClose(1000, "").join();
        Waiting.until("there is room again", () -> hub.connections() == 1);
        hub.subscribe("shop").nextState();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sec-WebSocket-Key: short", "Sec-WebSocket-Key: ", "X-None: x"})
    void handshakeWithoutKeyIsABadRequest(String keyLine) throws IOException {
        try (RawClient client = new RawClient(hub.port())) {
            client.send(RawClient.handshake("shop").replaceFirst("Sec-WebSocket-Key: [^\r]*", keyLine));

            assertThat(client.readHead()).startsWith("HTTP/1.1 400 Bad Request\r\n");
            client.readToEnd();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection: keep-alive\r\nConnection: Upgrade\r\nUpgrade: websocket",
                "Connection: keep-alive, Upgrade\r\nUpgrade: websocket",
                "Connection: Upgrade\r\nUpgrade: foo, WebSocket",
                "Connection: Upgrade\r\nUpgrade: foo\r\nUpgrade: websocket"
            })
    void handshakeMayNameMoreThanTheUpgrade(String lines) throws IOException {
        try (RawClient client = new RawClient(hub.port())) {
            client.send(RawClient.handshake("shop").replace("Upgrade: websocket\r\nConnection: Upgrade", lines));

            assertThat(client.readHead()).startsWith("HTTP/1.1 101 ");
            assertThat(client.readFrame().text()).startsWith("{\"type\":\"state\"");
        }
    }

    @Test
    void handshakeOfAnotherVersionIsToldOurs() throws IOException {
        try (RawClient client = new RawClient(hub.port())) {
            client.send(RawClient.handshake("shop").replace("Version: 13", "Version: 12"));

            assertThat(client.readHead())
                    .startsWith("HTTP/1.1 426 Upgrade Required\r\n")
                    .contains("Sec-WebSocket-Version: 13\r\n");
        }
    }

    @Test
    void handshakeWithABodyIsABadRequest() throws IOException {
        try (RawClient client = new RawClient(hub.port())) {
            client.send(RawClient.handshake("shop").replace("Host:", "Content-Length: 4\r\nHost:") + "GET ");

            assertThat(client.readHead()).startsWith("HTTP/1.1 400 Bad Request\r\n");
        }
    }

    @Test
    void hubThatDrainsSaysThatItRestartsAndLetsNobodyIn() {
        List<TestSubscriber> subscribers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            subscribers.add(hub.subscribe("shop"));
        }

        hub.drain();

        assertThat(subscribers)
                .allSatisfy(subscriber -> assertThat(subscriber.closeCode()).isEqualTo(1012));
        assertThat(hub.connections()).isZero();
    }

    private void restart(Timing timing, Set<String> origins, int maxConnections) {
        hub.close();
        hub = RunningHub.start(new MemoryBackplane(), timing, origins, maxConnections);
    }

    /** A raw client that has read the answer and nothing of what follows. */
    private RawClient opened(String app) throws IOException {
        RawClient client = new RawClient(hub.port());
        client.send(RawClient.handshake(app));
        assertThat(client.readHead()).startsWith("HTTP/1.1 101 Switching Protocols\r\n");
        return client;
    }

    private static StateVersion version(JsonNode state) {
        return new StateVersion(
                state.get("epoch").longValue(), state.get("revision").longValue());
    }

    private static String title(JsonNode state) {
        return state.at("/notice/title/en").textValue();
    }
}
