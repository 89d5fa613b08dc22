package dev.interlude.notifier;

import dev.interlude.notifier.access.Keyring;
import dev.interlude.notifier.admission.ClientAddresses;
import dev.interlude.notifier.admission.Doorman;
import dev.interlude.notifier.admission.Gate;
import dev.interlude.notifier.admission.OriginPolicy;
import dev.interlude.notifier.audit.AuditLog;
import dev.interlude.notifier.backplane.Backplane;
import dev.interlude.notifier.config.Settings;
import dev.interlude.notifier.config.TlsFiles;
import dev.interlude.notifier.events.EventsTransport;
import dev.interlude.notifier.http.Api;
import dev.interlude.notifier.http.ClientBundle;
import dev.interlude.notifier.http.HttpFront;
import dev.interlude.notifier.http.Pulse;
import dev.interlude.notifier.hub.Drain;
import dev.interlude.notifier.hub.Hub;
import dev.interlude.notifier.hub.Pace;
import dev.interlude.notifier.hub.Ticker;
import dev.interlude.notifier.hub.Timing;
import dev.interlude.notifier.metrics.Meters;
import dev.interlude.notifier.stream.Entrance;
import dev.interlude.notifier.strict.StrictHttp;
import dev.interlude.notifier.tls.ServerIdentity;
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
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLContext;
import org.glassfish.grizzly.http.server.AddOn;
import org.jspecify.annotations.Nullable;

/** One running hub, put together from its parts. */
final class Assembly implements AutoCloseable {

    private static final Ticker TICKER = () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    private static final StrictHttp.Patience PATIENCE =
            new StrictHttp.Patience(Duration.ofSeconds(15), Duration.ofSeconds(10));
    private static final Duration SHUTDOWN_GRACE = Duration.ofMillis(500);

    /** Sockets besides those of subscribers: requests, and subscribers that come while others leave. */
    private static final int ROOM_FOR_REQUESTS = 400;

    private final Settings settings;
    private final Meters meters = new Meters();
    private final Gate gate;
    private final Doorman doorman;
    private final Hub hub;
    private final @Nullable ServerIdentity identity;
    private final WebSocketTransport webSocket;
    private final StrictHttp strict;
    private final HttpFront front;
    private final ExecutorService dispatcher;
    private final ExecutorService admin;
    private final ScheduledExecutorService timer;
    private final ScheduledFuture<?> heartbeat;
    private final ScheduledFuture<?> pulse;
    private volatile Keyring keys;

    private Assembly(Outside outside, Settings settings, Keyring keys, Timing timing) throws IOException {
        this.settings = settings;
        this.keys = keys;
        this.identity = identity(settings.tls());
        this.dispatcher = Executors.newSingleThreadExecutor(named("hub-dispatch"));
        this.admin = Executors.newFixedThreadPool(2, named("hub-admin"));
        this.timer = timer();
        this.gate = new Gate(settings.limits().connections());
        this.doorman = new Doorman(origins(settings), settings.limits(), gate, System::nanoTime, meters);
        this.hub = new Hub(
                outside.backplane(), dispatcher, outside.clock(), TICKER, pace(settings), timing, meters, meters);
        ClientAddresses addresses = new ClientAddresses(settings.limits().trustedProxies());
        Entrance entrance = new Entrance(doorman, addresses);
        this.webSocket = new WebSocketTransport(hub, entrance, meters, TICKER, timer);
        EventsTransport events = new EventsTransport(hub, entrance, timer, RandomGenerator.getDefault());
        this.strict = new StrictHttp(sockets(settings), PATIENCE, WebSocketTransport::serves, meters, timer);
        Optional<ClientBundle> client = ClientBundle.onClassPath();
        Pulse pulse = new Pulse(dispatcher, System::nanoTime);
        Api.Parts parts = new Api.Parts(
                outside.backplane(),
                outside.clock(),
                System::nanoTime,
                gate,
                pulse,
                () -> this.keys,
                addresses,
                settings.writesPerMinute(),
                outside.audit(),
                meters,
                client,
                admin,
                timer);
        this.front = listen(new Api(parts), List.of(webSocket, events, strict));
        this.heartbeat = timer.scheduleAtFixedRate(hub.heartbeat(), hub.turnMs(), hub.turnMs(), TimeUnit.MILLISECONDS);
        this.pulse = timer.scheduleAtFixedRate(pulse, 0, Pulse.EVERY.toMillis(), TimeUnit.MILLISECONDS);
        showGauges(outside);
        client.ifPresent(Assembly::logClient);
    }

    /**
     * What a hub stands on.
     *
     * @param backplane stays the caller's to close, after the hub
     */
    record Outside(Backplane backplane, AuditLog audit, Clock clock) {}

    /**
     * Starts a hub; it accepts connections when this returns.
     *
     * @throws IOException if the address cannot be listened on, or the files for TLS cannot be used
     */
    static Assembly start(Outside outside, Settings settings, Keyring keys, Timing timing) throws IOException {
        return new Assembly(outside, settings, keys, timing);
    }

    /**
     * Goes by another configuration from now on, as far as that needs no restart: tokens, origins, limits on connections, floors,
     * and the files for TLS, which are read again. Called by one thread at a time.
     *
     * @throws IOException if the files for TLS cannot be used; nothing has been taken over
     */
    void adopt(Settings others, Keyring otherKeys) throws IOException {
        TlsFiles files = others.tls();
        if (identity != null && files != null) {
            identity.adopt(files.certificate(), files.key());
        }
        keys = otherKeys;
        doorman.adopt(origins(others), others.limits());
        strict.makeRoomFor(sockets(others));
        hub.adopt(pace(others));
    }

    /** Where it listens, as in {@code http://127.0.0.1:8080}. */
    String address() {
        String host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
        return (identity == null ? "http://" : "https://") + host + ":" + front.port();
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
        pulse.cancel(false);
        timer.shutdownNow();
        dispatcher.shutdownNow();
        admin.shutdown();
        webSocket.close();
        strict.close();
    }

    private HttpFront listen(Api api, List<AddOn> transports) throws IOException {
        try {
            Optional<SSLContext> tls = Optional.ofNullable(identity).map(ServerIdentity::context);
            return HttpFront.listen(settings.host(), settings.port(), tls, api, transports);
        } catch (IOException e) {
            timer.shutdownNow();
            dispatcher.shutdownNow();
            admin.shutdownNow();
            webSocket.close();
            strict.close();
            throw e;
        }
    }

    private void showGauges(Outside outside) {
        meters.gauge("subscribers", "Subscribers at this moment", hub::subscribers);
        meters.gauge("connections", "Connections of subscribers, those included that are being closed", gate::inside);
        meters.gauge("topics", "Applications that have subscribers", hub::topics);
        meters.gauge("draining", "1 while the hub is stopping", () -> gate.isShut() ? 1 : 0);
        meters.gauge("state.files.aside", "State files that are kept aside", outside.backplane()::setAside);
        meters.gauge("audit.lines.lost", "Lines that are missing from the audit log", outside.audit()::lost);
    }

    private static @Nullable ServerIdentity identity(@Nullable TlsFiles files) throws IOException {
        return files == null ? null : ServerIdentity.in(files.certificate(), files.key());
    }

    private static int sockets(Settings settings) {
        return settings.limits().connections() + ROOM_FOR_REQUESTS;
    }

    private static OriginPolicy origins(Settings settings) {
        return OriginPolicy.of(settings.allowedOrigins());
    }

    private static Pace pace(Settings settings) {
        return new Pace(settings.reconnectFloor(), settings.spreadFloor());
    }

    private static void logClient(ClientBundle bundle) {
        System.getLogger(Assembly.class.getName())
                .log(
                        System.Logger.Level.INFO,
                        "The browser client is at {0} (integrity {1})",
                        bundle.path(),
                        bundle.integrity());
    }

    /** What it is not to do after all is forgotten at once, and with it the connection that it was for. */
    private static ScheduledExecutorService timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, named("hub-timer"));
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    private static ThreadFactory named(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
