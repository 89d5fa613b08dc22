package dev.interlude.notifier;

import dev.interlude.notifier.access.Digest;
import dev.interlude.notifier.access.Holder;
import dev.interlude.notifier.access.Keyring;
import dev.interlude.notifier.access.Scope;
import dev.interlude.notifier.admission.Limits;
import dev.interlude.notifier.backplane.Backplane;
import dev.interlude.notifier.backplane.BackplaneFailure;
import dev.interlude.notifier.backplane.MemoryBackplane;
import dev.interlude.notifier.hub.Timing;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Has hubs, some of them not well, give every answer that they know. Those that take their time are waited for together. */
final class Provocations implements AutoCloseable {

    private static final List<String> READS = List.of("GET", "HEAD");
    private static final String STATE = "/v1/apps/shop/state";
    private static final String LIVE = "/v1/apps/shop/live";
    private static final String EVENTS = "/v1/apps/shop/events";
    private static final String ADMIN = "Authorization: Bearer " + RunningHub.SECRET + "\r\n";
    private static final String OTHERS = "Authorization: Bearer good-for-others-only\r\n";
    private static final String ANY = "If-Match: *\r\n";
    private static final String UPGRADE = "Upgrade: websocket\r\nConnection: Upgrade\r\n";
    private static final String KEY = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
    private static final String DOCUMENT = States.inProgressDocument("shop", "words");

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Closeable> open = new ArrayList<>();
    private final List<Future<Exchange>> coming = new ArrayList<>();

    List<Exchange> all() throws Exception {
        RunningHub hub = hub(new MemoryBackplane(), Limits.ofConnections(10), 0);
        strict(hub);
        pages(hub);
        writes(hub);
        streams(hub);
        limits();
        failures();
        stuck();
        draining();
        List<Exchange> all = new ArrayList<>();
        for (Future<Exchange> exchange : coming) {
            all.add(exchange.get());
        }
        return all;
    }

    /** What is refused whatever is asked for, at every operation. */
    private void strict(RunningHub hub) {
        for (String operation : Described.BY_THE_HUB.operations()) {
            String line = operation.replace("{app}", "shop").replace("{version}", "v1") + " HTTP/";
            send(hub, line + "1.1\r\nHost: hub\r\nHost: hub\r\n\r\n");
            send(hub, line + "1.1\r\nHost: hub\r\n");
            send(hub, line + "1.1\r\nHost: hub\r\nX-Long: " + "x".repeat(9_000) + "\r\n\r\n");
            send(hub, line + "1.1\r\nHost: hub\r\nTransfer-Encoding: gzip\r\n\r\n");
            send(hub, line + "2.0\r\nHost: hub\r\n\r\n");
        }
    }

    private void pages(RunningHub hub) throws Exception {
        String tag = hub.get("/client/v1/interlude.min.js")
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        for (String method : READS) {
            ask(hub, method, STATE, "", "");
            ask(hub, method, STATE, "If-None-Match: *\r\n", "");
            for (String path : List.of(
                    "/health/live",
                    "/health/ready",
                    "/metrics",
                    "/openapi.json",
                    "/schema/v1/maintenance-state.json",
                    "/client/9.8.7/interlude.min.js",
                    "/client/v1/interlude.min.js",
                    "/client/9.8.6/interlude.min.js")) {
                ask(hub, method, path, "", "");
            }
            ask(hub, method, "/client/v1/interlude.min.js", "If-None-Match: " + tag + "\r\n", "");
            ask(hub, method, "/metrics", "X-Forwarded-For: 192.0.2.1\r\n", "");
            ask(hub, method, "/metrics", OTHERS, "");
        }
    }

    private void writes(RunningHub hub) throws Exception {
        put(hub, ADMIN + ANY, DOCUMENT);
        put(hub, ADMIN + ANY, "{");
        put(hub, ANY, DOCUMENT);
        put(hub, OTHERS + ANY, DOCUMENT);
        put(hub, ADMIN + "If-Match: \"7.7\"\r\n", DOCUMENT);
        put(hub, ADMIN + ANY, " ".repeat(40_000));
        put(hub, ADMIN + ANY, "{\"schema\":1}");
        put(hub, ADMIN, DOCUMENT);
        send(hub, "PUT " + STATE + " HTTP/1.1\r\nHost: hub\r\n" + ADMIN + ANY + "Content-Length: 9\r\n\r\n{");
        hub.put("moved", States.inProgressDocument("moved", "words"));
        ask(hub, "PUT", "/v1/apps/moved/state", ADMIN + ANY, """
            {"schema": 1, "app": "moved", "updatedAt": "2026-11-20T22:00:00Z", "phase": "operational"}\
            """);
    }

    private void streams(RunningHub hub) throws Exception {
        subscribe(hub, "GET", LIVE, UPGRADE + KEY + "Sec-WebSocket-Version: 13\r\n");
        for (String method : READS) {
            subscribe(hub, method, EVENTS, "");
        }
        ask(hub, "GET", LIVE, "", "");
        ask(hub, "GET", LIVE, UPGRADE + KEY + "Sec-WebSocket-Version: 12\r\n", "");
    }

    private void subscribe(RunningHub hub, String method, String path, String handshake) {
        ask(hub, method, path, handshake, "");
        ask(hub, method, path, handshake, "x");
        ask(hub, method, path, handshake + "Origin: https://elsewhere.example\r\n", "");
    }

    private void limits() throws Exception {
        RunningHub slow = hub(new MemoryBackplane(), Limits.ofConnections(1), 1);
        slow.put("shop", DOCUMENT);
        put(slow, ADMIN + ANY, DOCUMENT);
        TestEvents inside = TestEvents.open(slow, "shop");
        open.add(inside::close);
        inside.next();
        for (String method : READS) {
            ask(slow, method, EVENTS, "", "");
        }
    }

    private void failures() throws Exception {
        for (Backplane backplane :
                List.of(new SickBackplane(BackplaneFailure.Kind.DISK), new SickBackplane(BackplaneFailure.Kind.AWAY))) {
            RunningHub sick = hub(backplane, Limits.ofConnections(10), 0);
            put(sick, ADMIN + ANY, DOCUMENT);
            for (String method : READS) {
                ask(sick, method, "/health/ready", "", "");
            }
        }
        RunningHub broken = hub(new SickBackplane(null), Limits.ofConnections(10), 0);
        put(broken, ADMIN + ANY, DOCUMENT);
        for (String method : READS) {
            ask(broken, method, STATE, "", "");
            ask(broken, method, "/health/ready", "", "");
        }
    }

    /** The thread that tells subscribers waits for a clock that has stopped, until the hub finds that it does. */
    private void stuck() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        open.add(end::countDown);
        RunningHub hub = RunningHub.start(
                new MemoryBackplane(),
                attempt -> {},
                Timing.STANDARD,
                RunningHub.settings(Set.of(), Limits.ofConnections(10)),
                RunningHub.ADMIN,
                new StoppedClock(end));
        open.add(hub::close);
        TestEvents subscriber = TestEvents.open(hub, "shop");
        open.add(subscriber::close);
        subscriber.next();
        hub.put("shop", DOCUMENT);
        for (String method : READS) {
            coming.add(threads.submit(() -> {
                Exchange exchange = exchange(hub, method, "/health/live", "", "");
                long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
                while (exchange.status() == 200 && System.nanoTime() < deadline) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
                    exchange = exchange(hub, method, "/health/live", "", "");
                }
                return exchange;
            }));
        }
    }

    private void draining() throws Exception {
        RunningHub hub = hub(new MemoryBackplane(), Limits.ofConnections(10), 0);
        RawClient stubborn = new RawClient(hub.port());
        open.add(stubborn::close);
        stubborn.send(RawClient.handshake("shop"));
        stubborn.readHead();
        Waiting.until("it is subscribed", () -> hub.connections() == 1);
        Thread drain = new Thread(hub::drain);
        drain.start();
        Waiting.until("it drains", () -> hub.get("/health/ready").statusCode() == 503);
        int before = coming.size();
        for (String method : READS) {
            ask(hub, method, "/health/ready", "", "");
        }
        put(hub, ADMIN + ANY, DOCUMENT);
        ask(hub, "GET", EVENTS, "", "");
        ask(hub, "GET", LIVE, UPGRADE + KEY + "Sec-WebSocket-Version: 13\r\n", "");
        for (Future<Exchange> exchange : coming.subList(before, coming.size())) {
            exchange.get();
        }
    }

    private RunningHub hub(Backplane backplane, Limits limits, int writesPerMinute) {
        Keyring keys = RunningHub.ADMIN.with(new Keyring.Key(
                Digest.of("good-for-others-only"), new Holder("others", Set.of(Scope.WRITE), Set.of("other"))));
        RunningHub hub = RunningHub.start(
                backplane,
                attempt -> {},
                Timing.STANDARD,
                RunningHub.settings(Set.of(), limits, writesPerMinute),
                keys);
        open.add(hub::close);
        return hub;
    }

    private void put(RunningHub hub, String headers, String document) {
        ask(hub, "PUT", STATE, headers, document);
    }

    private void ask(RunningHub hub, String method, String path, String headers, String body) {
        coming.add(threads.submit(() -> exchange(hub, method, path, headers, body)));
    }

    private static Exchange exchange(RunningHub hub, String method, String path, String headers, String body)
            throws IOException {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        String framing = length == 0 ? "" : "Content-Length: " + length + "\r\n";
        return Exchange.over(
                hub.port(), method + " " + path + " HTTP/1.1\r\nHost: hub\r\n" + headers + framing + "\r\n" + body);
    }

    private void send(RunningHub hub, String request) {
        coming.add(threads.submit(() -> Exchange.over(hub.port(), request)));
    }

    @Override
    public void close() throws IOException {
        for (Closeable each : open) {
            each.close();
        }
        threads.shutdownNow();
    }

    /** Stands still, and so does the thread of the hub that tells subscribers once it asks for the time. */
    private static final class StoppedClock extends Clock {

        private final CountDownLatch end;

        StoppedClock(CountDownLatch end) {
            this.end = end;
        }

        @Override
        public Instant instant() {
            if (Thread.currentThread().getName().equals("hub-dispatch")) {
                try {
                    end.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return RunningHub.NOW;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
