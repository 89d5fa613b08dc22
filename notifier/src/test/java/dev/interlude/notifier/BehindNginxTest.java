package dev.interlude.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlude.notifier.admission.Limits;
import dev.interlude.notifier.admission.Network;
import dev.interlude.notifier.audit.Attempt;
import dev.interlude.notifier.backplane.MemoryBackplane;
import dev.interlude.notifier.hub.Timing;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The configuration in docs/hub.md, in a real nginx in front of a hub. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class BehindNginxTest {

    private static final Path PAGE = Path.of("..", "docs", "hub.md");
    private static final Pattern SNIPPET = Pattern.compile("```nginx\n(.*?)```", Pattern.DOTALL);

    /** Of a proxy that ends TLS; the test is about what it passes on. */
    private static final Pattern TLS_LINES = Pattern.compile("(?m)^ *ssl_certificate.*\n");

    @TempDir
    Path folder;

    private final Queue<Attempt> audit = new ConcurrentLinkedQueue<>();
    private final RunningHub hub = RunningHub.start(
            new MemoryBackplane(),
            audit::add,
            new Timing(Duration.ofSeconds(2), Duration.ofSeconds(3), Duration.ofSeconds(10)),
            RunningHub.settings(
                    Set.of("https://shop.example.com"),
                    new Limits(10, 0, 0, List.of(Network.of("127.0.0.1").orElseThrow()))),
            RunningHub.ADMIN);
    private @Nullable Process nginx;
    private int port;

    @BeforeEach
    void start() throws IOException {
        // nginx cannot be asked which port it was given; the next one to listen on a free port is it.
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Files.writeString(folder.resolve("nginx.conf"), """
            user USER; daemon off; pid FOLDER/pid; error_log stderr warn;
            events { }
            http {
                access_log off;
                client_body_temp_path FOLDER/body; proxy_temp_path FOLDER/proxy; fastcgi_temp_path FOLDER/fastcgi;
                uwsgi_temp_path FOLDER/uwsgi; scgi_temp_path FOLDER/scgi;
                SNIPPET
            }
            """.replace("USER", System.getProperty("user.name"))
                .replace("FOLDER", folder.toString())
                .replace("SNIPPET", snippet()));
        nginx = new ProcessBuilder(
                        program(),
                        "-p",
                        folder.toString(),
                        "-c",
                        folder.resolve("nginx.conf").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        Waiting.until("nginx listens; " + Files.readString(folder.resolve("log")), this::isListening);
    }

    @AfterEach
    void stop() throws InterruptedException {
        Process running = nginx;
        if (running != null) {
            running.destroy();
            assertThat(running.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
        hub.close();
    }

    @Test
    void socketPassesWithEveryChangeHeartbeatAndGoodbye() throws Exception {
        TestSubscriber subscriber = TestSubscriber.connect(
                hub.http(),
                URI.create("ws://127.0.0.1:" + port + "/v1/apps/shop/live"),
                "Origin",
                "https://shop.example.com");
        assertThat(subscriber.nextState().get("phase").textValue()).isEqualTo("operational");

        assertThat(put("words").statusCode()).isEqualTo(200);
        assertThat(subscriber.nextState().at("/notice/title/en").textValue()).isEqualTo("words");
        assertThat(subscriber.next().get("type").textValue()).isEqualTo("heartbeat");
        hub.drain();
        assertThat(subscriber.closeCode()).isEqualTo(1012);
    }

    @Test
    void eventsPassAtOnce() throws Exception {
        HttpResponse<InputStream> events = hub.http()
                .send(
                        HttpRequest.newBuilder(uri("/v1/apps/shop/events")).build(),
                        HttpResponse.BodyHandlers.ofInputStream());
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(events.body(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).startsWith("retry: ");
            put("words");
            String line = lines.readLine();
            while (!line.contains("words")) {
                line = lines.readLine();
            }
            while (!line.startsWith(":")) {
                line = lines.readLine();
            }
        }
    }

    @Test
    void originIsCheckedBehindItToo() {
        URI live = URI.create("ws://127.0.0.1:" + port + "/v1/apps/shop/live");

        assertThat(TestSubscriber.refusal(hub.http(), live, "Origin", "https://elsewhere.example"))
                .isEqualTo(403);
    }

    @Test
    void clientIsKnownByItsOwnAddressWhateverItClaims() throws Exception {
        try (Socket client = new Socket()) {
            client.bind(new InetSocketAddress("127.0.0.2", 0));
            client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            client.getOutputStream()
                    .write(("PUT /v1/apps/shop/state HTTP/1.1\r\n"
                                    + "Host: hub\r\n"
                                    + "X-Forwarded-For: 203.0.113.9\r\n"
                                    + "Authorization: Bearer "
                                    + RunningHub.SECRET + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));

            Waiting.until("a line", () -> !audit.isEmpty());
        }
        assertThat(audit.element().from()).isEqualTo("127.0.0.2");
    }

    @Test
    void metricsAreNotShownToTheWorld() throws Exception {
        assertThat(get("/metrics").statusCode()).isEqualTo(404);
        assertThat(hub.get("/metrics").statusCode()).isEqualTo(200);
    }

    private boolean isListening() {
        Process running = nginx;
        if (running == null || !running.isAlive()) {
            throw new AssertionError("nginx has ended");
        }
        try {
            return get("/health/ready").statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As it stands on the page, but for the ports and TLS. */
    private String snippet() throws IOException {
        Matcher snippet = SNIPPET.matcher(Files.readString(PAGE));
        assertThat(snippet.find()).isTrue();
        String text = TLS_LINES.matcher(snippet.group(1)).replaceAll("");
        assertThat(text).contains("listen 443 ssl;", "127.0.0.1:8080");
        return text.replace("listen 443 ssl;", "listen 127.0.0.1:" + port + ";")
                .replace("127.0.0.1:8080", "127.0.0.1:" + hub.port());
    }

    private static String program() {
        for (String path :
                List.of("/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/bin/nginx", "/opt/homebrew/bin/nginx")) {
            if (Files.isExecutable(Path.of(path))) {
                return path;
            }
        }
        throw new IllegalStateException("nginx is missing: install nginx-light");
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return hub.http().send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> put(String title) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri("/v1/apps/shop/state"))
                .headers("If-Match", "*", "Authorization", "Bearer " + RunningHub.SECRET)
                .PUT(HttpRequest.BodyPublishers.ofString(States.inProgressDocument("shop", title)))
                .build();
        return hub.http().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
