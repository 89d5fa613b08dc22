package dev.interlude.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlude.notifier.admission.ClientAddresses;
import dev.interlude.notifier.admission.Doorman;
import dev.interlude.notifier.admission.Gate;
import dev.interlude.notifier.admission.Limits;
import dev.interlude.notifier.admission.OriginPolicy;
import dev.interlude.notifier.backplane.MemoryBackplane;
import dev.interlude.notifier.http.HttpFront;
import dev.interlude.notifier.hub.Hub;
import dev.interlude.notifier.hub.Pace;
import dev.interlude.notifier.hub.Ticker;
import dev.interlude.notifier.hub.Timing;
import dev.interlude.notifier.stream.Entrance;
import dev.interlude.notifier.websocket.WebSocketTransport;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainBuilder;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.server.AddOn;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a subscriber leaves behind when it is gone. */
class LeftConnectionsTest {

    private static final int SUBSCRIBERS = 60;

    /** Grizzly's threads keep the last things that they used, for use again. */
    private static final int REMEMBERED_BY_THREADS = 10;

    private final Queue<WeakReference<Connection<?>>> accepted = new ConcurrentLinkedQueue<>();
    private final Gate gate = new Gate(1_000);
    private ScheduledExecutorService executor;
    private WebSocketTransport transport;
    private HttpFront front;

    @BeforeEach
    void start() throws IOException {
        executor = Executors.newSingleThreadScheduledExecutor();
        Ticker ticker = () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
        Pace pace = new Pace(Duration.ofSeconds(40), Duration.ofSeconds(10));
        Hub hub = new Hub(
                new MemoryBackplane(),
                executor,
                Clock.systemUTC(),
                ticker,
                pace,
                Timing.STANDARD,
                limit -> {},
                (subscribers, took) -> {});
        Doorman doorman =
                new Doorman(OriginPolicy.of(Set.of()), Limits.ofConnections(100), gate, System::nanoTime, limit -> {});
        Entrance entrance = new Entrance(doorman, new ClientAddresses(List.of()));
        transport = new WebSocketTransport(hub, entrance, limit -> {}, ticker, executor);
        front = HttpFront.listen("127.0.0.1", 0, Optional.empty(), new Nothing(), List.of(new Watched(transport)));
    }

    @AfterEach
    void stop() {
        front.close();
        transport.close();
        executor.shutdownNow();
    }

    @Test
    void subscriberThatIsGoneIsForgotten() throws IOException {
        for (int i = 0; i < SUBSCRIBERS; i++) {
            try (RawClient client = new RawClient(front.port())) {
                client.send(RawClient.handshake("shop"));
                assertThat(client.readHead()).startsWith("HTTP/1.1 101 ");
                client.readFrame();
                if (i % 2 == 0) {
                    client.send(RawClient.masked(8, new byte[] {0x03, (byte) 0xE8}));
                    assertThat(client.readCloseCode()).isEqualTo(1000);
                }
            }
        }
        assertThat(accepted).hasSize(SUBSCRIBERS);

        Waiting.until("the connections are collected", () -> {
            System.gc();
            return kept() <= REMEMBERED_BY_THREADS;
        });
        assertThat(gate.inside()).isZero();
    }

    private long kept() {
        return accepted.stream().filter(connection -> connection.get() != null).count();
    }

    /** The transport, with a filter before it that remembers weakly. */
    private final class Watched implements AddOn {

        private final AddOn transport;

        private Watched(AddOn transport) {
            this.transport = transport;
        }

        @Override
        public void setup(NetworkListener listener, FilterChainBuilder builder) {
            transport.setup(listener, builder);
            builder.add(1, new BaseFilter() {
                @Override
                public NextAction handleAccept(FilterChainContext ctx) {
                    accepted.add(new WeakReference<>(ctx.getConnection()));
                    return ctx.getInvokeAction();
                }
            });
        }
    }

    private static final class Nothing extends HttpHandler {

        @Override
        public void service(Request request, Response response) {
            response.setStatus(404);
        }
    }
}
