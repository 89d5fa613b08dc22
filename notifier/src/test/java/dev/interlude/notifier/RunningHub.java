package dev.interlude.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.interlude.notifier.access.Digest;
import dev.interlude.notifier.access.Holder;
import dev.interlude.notifier.access.Keyring;
import dev.interlude.notifier.admission.Limits;
import dev.interlude.notifier.audit.AuditLog;
import dev.interlude.notifier.backplane.Backplane;
import dev.interlude.notifier.backplane.MemoryBackplane;
import dev.interlude.notifier.config.LogFormat;
import dev.interlude.notifier.config.Settings;
import dev.interlude.notifier.config.TlsFiles;
import dev.interlude.notifier.config.TokenSource;
import dev.interlude.notifier.config.TokenSources;
import dev.interlude.notifier.hub.Timing;
import dev.interlude.notifier.limit.Limit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A hub on a real socket, in this process. */
final class RunningHub implements AutoCloseable {

    static final String SECRET = "correct-horse-battery-staple";
    static final Keyring ADMIN = Keyring.of(List.of(new Keyring.Key(Digest.of(SECRET), Holder.ofEverything("admin"))));
    static final Instant NOW = Instant.parse("2026-11-20T22:10:00Z");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Assembly assembly;

    private RunningHub(Assembly assembly) {
        this.assembly = assembly;
    }

    static RunningHub start() {
        return start(new MemoryBackplane(), Timing.STANDARD, Set.of(), 1_000);
    }

    static RunningHub start(Backplane backplane, Timing timing, Set<String> origins, int maxConnections) {
        return start(backplane, attempt -> {}, timing, settings(origins, Limits.ofConnections(maxConnections)), ADMIN);
    }

    static RunningHub start(Backplane backplane, AuditLog audit, Timing timing, Settings settings, Keyring keys) {
        return start(backplane, audit, timing, settings, keys, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    static RunningHub start(
            Backplane backplane, AuditLog audit, Timing timing, Settings settings, Keyring keys, Clock clock) {
        try {
            Assembly.Outside outside = new Assembly.Outside(backplane, audit, clock);
            return new RunningHub(Assembly.start(outside, settings, keys, timing));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Settings settings(Set<String> origins, Limits limits) {
        return settings(origins, limits, 0);
    }

    static Settings settings(Set<String> origins, Limits limits, int writesPerMinute) {
        return settings(origins, limits, writesPerMinute, null);
    }

    static Settings settings(Set<String> origins, Limits limits, int writesPerMinute, @Nullable TlsFiles tls) {
        return new Settings(
                "127.0.0.1",
                0,
                tls,
                Path.of("unused"),
                origins,
                limits,
                writesPerMinute,
                new TokenSources(new TokenSource.Given(SECRET), null),
                Path.of("unused"),
                Duration.ofSeconds(40),
                Duration.ofSeconds(10),
                Duration.ofSeconds(5),
                LogFormat.TEXT);
    }

    URI uri(String path) {
        return URI.create(assembly.address() + path);
    }

    int port() {
        return uri("/").getPort();
    }

    TestSubscriber subscribe(String app) {
        return TestSubscriber.connect(http, live(app));
    }

    URI live(String app) {
        return URI.create("ws://127.0.0.1:" + port() + "/v1/apps/" + app + "/live");
    }

    HttpClient http() {
        return http;
    }

    HttpResponse<String> get(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(20));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    HttpResponse<String> put(String app, String document) {
        return put(app, document, "If-Match", "*", "Authorization", "Bearer " + SECRET);
    }

    HttpResponse<String> put(String app, String document, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri("/v1/apps/" + app + "/state"))
                .timeout(Duration.ofSeconds(20))
                .PUT(HttpRequest.BodyPublishers.ofString(document));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    /** Whatever is answered has to be as it is described. */
    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            Exchange exchange = Exchange.of(response);
            assertThat(Described.BY_THE_HUB.mistakes(exchange))
                    .as(exchange.toString())
                    .isEmpty();
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static JsonNode json(HttpResponse<String> response) {
        try {
            return Fixtures.JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How often the limit was reached, as the hub's metrics have it. */
    long reached(Limit limit) {
        String name = "interlude_limit_reached_total{limit=\"" + limit.label() + "\"} ";
        String line = get("/metrics")
                .body()
                .lines()
                .filter(each -> each.startsWith(name))
                .findFirst()
                .orElseThrow();
        return (long) Double.parseDouble(line.substring(name.length()));
    }

    int connections() {
        return assembly.connections();
    }

    void adopt(Settings settings, Keyring keys) {
        try {
            assembly.adopt(settings, keys);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void drain() {
        assembly.drain();
    }

    @Override
    public void close() {
        assembly.close();
    }
}
