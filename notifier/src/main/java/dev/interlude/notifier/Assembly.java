package dev.interlude.notifier;

import dev.interlude.notifier.admission.Gate;
import dev.interlude.notifier.admission.OriginPolicy;
import dev.interlude.notifier.backplane.Backplane;
import dev.interlude.notifier.config.Settings;
import dev.interlude.notifier.events.EventsTransport;
import dev.interlude.notifier.http.AdminToken;
import dev.interlude.notifier.http.Api;
import dev.interlude.notifier.http.ClientBundle;
import dev.interlude.notifier.http.HttpFront;
import dev.interlude.notifier.hub.Drain;
import dev.interlude.notifier.hub.Hub;
import dev.interlude.notifier.hub.Pace;
import dev.interlude.notifier.hub.Ticker;
import dev.interlude.notifier.hub.Timing;
import dev.interlude.notifier.websocket.WebSocketTransport;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** One running hub, put together from its parts. */
final class Assembly implements AutoCloseable {

    private static final Ticker TICKER = () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    private static final Duration SHUTDOWN_GRACE = Duration.ofMillis(500);

    private final Settings settings;
    private final Gate gate;
    private final Hub hub;
    private final WebSocketTransport webSocket;
    private final EventsTransport events;
    private final HttpFront front;
    private final ExecutorService dispatcher;
    private final ExecutorService admin;
    private final ScheduledExecutorService timer;
    private final ScheduledFuture<?> heartbeat;

    private Assembly(Settings settings, String secret, Backplane backplane, Clock clock, Timing timing)
            throws IOException {
        this.settings = settings;
        this.dispatcher = Executors.newSingleThreadExecutor(named("hub-dispatch"));
        this.admin = Executors.newFixedThreadPool(2, named("hub-admin"));
        this.timer = Executors.newSingleThreadScheduledExecutor(named("hub-timer"));
        this.gate = new Gate(settings.maxConnections());
        Pace pace = new Pace(settings.reconnectFloor(), settings.spreadFloor());
        this.hub = new Hub(backplane, dispatcher, clock, TICKER, pace, timing);
        OriginPolicy origins = OriginPolicy.of(settings.allowedOrigins());
        this.webSocket = new WebSocketTransport(hub, origins, gate, TICKER, timer);
        this.events = new EventsTransport(hub, origins, gate, timer, RandomGenerator.getDefault());
        Optional<ClientBundle> client = ClientBundle.onClassPath();
        Api api = new Api(backplane, clock, gate, new AdminToken(secret), client, admin, timer);
        this.front = listen(settings, api);
        this.heartbeat = timer.scheduleAtFixedRate(hub.heartbeat(), hub.turnMs(), hub.turnMs(), TimeUnit.MILLISECONDS);
        client.ifPresent(Assembly::logClient);
    }

    /**
     * Starts a hub; it accepts connections when this returns.
     *
     * @param backplane stays the caller's to close, after the hub
     * @throws IOException if the address cannot be listened on
     */
    static Assembly start(Settings settings, String secret, Backplane backplane, Clock clock, Timing timing)
            throws IOException {
        return new Assembly(settings, secret, backplane, clock, timing);
    }

    /** Where it listens, as in {@code http://127.0.0.1:8080}. */
    String address() {
        String host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
        return "http://" + host + ":" + front.port();
    }

    /** How many connections are open. */
    int connections() {
        return gate.inside();
    }

    /** Says goodbye to everyone and stops, within the time configured. */
    void drain() {
        gate.shut();
        Drain drain = new Drain(hub, gate::inside, TICKER, Thread::sleep, RandomGenerator.getDefault());
        try {
            drain.within(settings.drainTimeout());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        front.shutdown(SHUTDOWN_GRACE);
        close();
    }

    /** Stops at once. May be called again. */
    @Override
    public void close() {
        gate.shut();
        front.close();
        heartbeat.cancel(false);
        timer.shutdownNow();
        dispatcher.shutdownNow();
        admin.shutdown();
        webSocket.close();
    }

    private HttpFront listen(Settings settings, Api api) throws IOException {
        try {
            return HttpFront.listen(settings.host(), settings.port(), api, List.of(webSocket, events));
        } catch (IOException e) {
            timer.shutdownNow();
            dispatcher.shutdownNow();
            admin.shutdownNow();
            webSocket.close();
            throw e;
        }
    }

    private static void logClient(ClientBundle bundle) {
        System.getLogger(Assembly.class.getName())
                .log(
                        System.Logger.Level.INFO,
                        "The browser client is at {0} (integrity {1})",
                        bundle.path(),
                        bundle.integrity());
    }

    private static ThreadFactory named(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
