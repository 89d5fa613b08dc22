package dev.interlude.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlude.notifier.limit.Limit;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that hold connections by sending as little as they can, at each stage of a request. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class SlowClientsTest {

    /** The longest patience of the hub is 15 s; the rest is for a machine that is busy. */
    private static final long MOST_SECONDS = 30;

    private static final String REFUSED = "PUT /v1/apps/shop/state HTTP/1.1\r\nHost: hub\r\n";
    private static final String GOOD = REFUSED + "If-Match: *\r\nAuthorization: Bearer " + RunningHub.SECRET + "\r\n";

    /** More than there are threads that answer. */
    private static final int DEAF = 20;

    /** What is sent at once, and what goes on to come bit by bit. */
    private record Slow(String stage, String first, String drip) {}

    private static final List<Slow> ALL = List.of(
            new Slow("nothing at all", "", ""),
            new Slow("an empty line", "\r\n", ""),
            new Slow("the method", "GE", ""),
            new Slow("the request line", "GET /", "x"),
            new Slow("the header names", "GET / HTTP/1.1\r\n", "x"),
            new Slow("the headers", "GET / HTTP/1.1\r\nHost: hub\r\n", "X: y\r\n"),
            new Slow("a body", GOOD + "Content-Length: 900\r\n\r\n", " "),
            new Slow("a chunked body", GOOD + "Transfer-Encoding: chunked\r\n\r\n", "1\r\n \r\n"),
            new Slow("a chunk extension", GOOD + "Transfer-Encoding: chunked\r\n\r\n1;", "x"),
            new Slow("a body for nobody", REFUSED + "Content-Length: 900\r\n\r\n", " "),
            new Slow(
                    "a body that is refused",
                    "POST /health/live HTTP/1.1\r\nHost: hub\r\nContent-Length: 900\r\n\r\n",
                    " "),
            new Slow("the next request", "GET /health/live HTTP/1.1\r\nHost: hub\r\n\r\n", ""));

    @Test
    void areEndedAtWhateverStageAndHoldUpNobody() throws IOException {
        ExecutorService dripping = Executors.newFixedThreadPool(ALL.size());
        try (RunningHub hub = RunningHub.start()) {
            List<CompletableFuture<Void>> ends = new ArrayList<>();
            for (Slow slow : ALL) {
                ends.add(CompletableFuture.runAsync(() -> dripUntilTheEnd(hub.port(), slow), dripping));
            }
            TestSubscriber subscriber = hub.subscribe("shop");
            subscriber.nextState();
            for (int i = 0; !ends.stream().allMatch(CompletableFuture::isDone); i++) {
                hub.put("shop", States.inProgressDocument("shop", "words " + i));
                assertThat(subscriber.nextState().at("/notice/title/en").textValue())
                        .isEqualTo("words " + i);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            }
            ends.forEach(CompletableFuture::join);
        } finally {
            dripping.shutdownNow();
        }
    }

    @Test
    void areEndedWhereTheyAskOnAndReadNothing() throws IOException {
        byte[] questions =
                "GET /openapi.json HTTP/1.1\r\nHost: hub\r\n\r\n".repeat(200).getBytes(StandardCharsets.US_ASCII);
        List<Socket> deaf = new ArrayList<>();
        try (RunningHub hub = RunningHub.start()) {
            for (int i = 0; i < DEAF; i++) {
                Socket socket = new Socket();
                deaf.add(socket);
                socket.setReceiveBufferSize(2_048);
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), hub.port()));
                socket.getOutputStream().write(questions);
            }

            assertThat(hub.get("/health/live").statusCode()).isEqualTo(200);
            assertThat(hub.put("shop", States.inProgressDocument("shop", "words"))
                            .statusCode())
                    .isEqualTo(200);
            Waiting.until("all are ended", () -> hub.reached(Limit.SLOW_READER) >= DEAF);
            assertThat(hub.reached(Limit.SLOW_READER)).isEqualTo(DEAF);
        } finally {
            for (Socket socket : deaf) {
                socket.close();
            }
        }
    }

    private static void dripUntilTheEnd(int port, Slow slow) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
        try (RawClient client = new RawClient(port)) {
            client.send(slow.first());
            while (!client.hasEndedWithin(500)) {
                assertThat(System.nanoTime()).as(slow.stage()).isLessThan(deadline);
                client.send(slow.drip());
            }
        } catch (IOException e) {
            // Cut while it was sending.
        }
    }
}
