package dev.interlude.publisher.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.interlude.publisher.site.EdgeRenderer.TooLong;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rendered nginx.conf in a real nginx in front of an application. */
@Timeout(60)
class NginxTest {

    private static final String PLACE = "/etc/nginx/interlude";
    private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private HttpServer application;
    private @Nullable Process nginx;
    private int port;

    @BeforeEach
    void startApplication() throws IOException {
        application = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        application.createContext("/", exchange -> {
            try (exchange) {
                byte[] body = "the application".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(
                        exchange.getRequestURI().getPath().equals("/busy") ? 503 : 200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        application.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        Process running = nginx;
        if (running != null) {
            running.destroy();
            assertThat(running.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
        application.stop(0);
    }

    @Test
    void flagFileSwitchesWithoutAReload() throws Exception {
        start(Rendering.standingIn());
        assertThat(get("/cart", BROWSER).body()).isEqualTo("the application");

        switchOn();
        HttpResponse<String> page = get("/cart?x=1", BROWSER);
        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(page.headers().firstValue("Retry-After")).hasValue("300");
        assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(page.body()).isEqualTo(Files.readString(place().resolve("site/index.html")));

        Files.delete(place().resolve("on"));
        assertThat(get("/cart", BROWSER).statusCode()).isEqualTo(200);
    }

    @Test
    void machinesGetProblemDetails() throws Exception {
        start(Rendering.standingIn());
        switchOn();

        for (HttpResponse<String> answer : List.of(
                get("/api/orders", BROWSER),
                get("/api", "text/html"),
                get("/cart", "application/json"),
                get("/cart", "*/*"),
                send("POST", "/cart", BROWSER),
                send("PUT", "/api/orders", "*/*"),
                send("DELETE", "/cart", "text/html"),
                send("OPTIONS", "/cart", "text/html"))) {
            assertThat(answer.statusCode()).as(answer.request().toString()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("300");
            assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(answer.body()).isEqualTo(Files.readString(place().resolve("site/503.json")));
        }
        assertThat(send("HEAD", "/cart", BROWSER).statusCode()).isEqualTo(503);
    }

    @Test
    void noPathLeadsPastTheSwitch() throws Exception {
        start(Rendering.standingIn());
        switchOn();

        for (String path :
                List.of("/.interlude/..;/orders", "/.interlude/orders", "/.interlude/", "/.interlude/index.html/x")) {
            assertThat(get(path, "application/json").statusCode()).as(path).isEqualTo(503);
        }
    }

    @Test
    void officePassesByAddressAndBySecret() throws Exception {
        start(Rendering.standingIn());
        switchOn();
        Files.writeString(place().resolve("bypass.conf"), """
                if ($remote_addr = 127.0.0.2) { set $interlude_on 0; }
                if ($cookie_interlude_bypass = tell-nobody) { set $interlude_on 0; }
                """);
        restart();

        assertThat(get("/cart", BROWSER).statusCode()).isEqualTo(503);
        HttpRequest secret = request("GET", "/cart", BROWSER)
                .header("Cookie", "interlude_bypass=tell-nobody")
                .build();
        assertThat(client.send(secret, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
        assertThat(fromAddress(2)).startsWith("HTTP/1.1 200");
        assertThat(fromAddress(1)).startsWith("HTTP/1.1 503");
    }

    @Test
    void browsersAreLedToAPageOnItsOwnHostAndCrawlersGet503() throws Exception {
        start(Rendering.onItsOwnHost());
        switchOn();

        HttpRequest browser = request("GET", "/cart/7?a=1%202", BROWSER)
                .header("Sec-Fetch-Mode", "navigate")
                .build();
        HttpResponse<String> led = client.send(browser, HttpResponse.BodyHandlers.ofString());
        assertThat(led.statusCode()).isEqualTo(302);
        assertThat(led.headers().firstValue("Location")).hasValue("https://maintenance.example.com/cart/7?a=1%202");
        assertThat(led.headers().firstValue("Cache-Control"))
                .as("a 302 is not stored unless it says so")
                .isEmpty();
        assertThat(get("/cart", BROWSER).statusCode()).as("a crawler").isEqualTo(503);
    }

    @Test
    void answersOfTheApplicationAreLeftAlone() throws Exception {
        start(Rendering.standingIn());

        HttpResponse<String> busy = get("/busy", BROWSER);

        assertThat(busy.statusCode()).isEqualTo(503);
        assertThat(busy.body()).isEqualTo("the application");
        assertThat(get("/.interlude/index.html", BROWSER).statusCode())
                .as("nobody asks for the answer itself")
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://m.example.com/$host/%22;/", "https://m.example.com/';/x/", "https://m.example.com/a$b/"
            })
    void addressOfThePageIsNoConfiguration(String url) throws Exception {
        SiteSettings base = Rendering.onItsOwnHost();
        SiteSettings settings = new SiteSettings(
                base.app(),
                base.defaultLanguage(),
                base.title(),
                URI.create(url),
                base.appUrl(),
                base.supportUrl(),
                base.logo(),
                base.accent(),
                base.templates(),
                base.index(),
                base.domain(),
                base.hub());
        start(settings);
        switchOn();

        HttpRequest browser = request("GET", "/x", BROWSER)
                .header("Sec-Fetch-Mode", "navigate")
                .build();

        assertThat(client.send(browser, HttpResponse.BodyHandlers.ofString())
                        .headers()
                        .firstValue("Location"))
                .hasValue(url.replace("$", "%24") + "x");
    }

    private void switchOn() throws IOException {
        Files.createFile(place().resolve("on"));
    }

    private Path place() {
        return folder.resolve("interlude");
    }

    private void start(SiteSettings settings) throws Exception {
        write(new SiteRenderer().render(settings, Rendering.state("in-progress")), place().resolve("site"));
        Site edge = new EdgeRenderer().render(settings, Rendering.state("in-progress"), TooLong.REFUSE);
        Files.createDirectories(place().resolve("edge"));
        // The one thing that differs from an installation: the folder.
        Files.writeString(
                place().resolve("edge/nginx.conf"),
                Rendering.text(edge, "nginx.conf").replace(PLACE, place().toString()));
        restart();
    }

    private void restart() throws Exception {
        Process running = nginx;
        if (running != null) {
            running.destroy();
            assertThat(running.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
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
                    server {
                        listen 127.0.0.1:PORT;
                        include FOLDER/interlude/edge/nginx.conf;
                        location / { proxy_pass http://127.0.0.1:APPLICATION; }
                    }
                }
                """.replace("USER", System.getProperty("user.name"))
                .replace("FOLDER", folder.toString())
                .replace("PORT", String.valueOf(port))
                .replace("APPLICATION", String.valueOf(application.getAddress().getPort())));
        nginx = new ProcessBuilder(
                        program(),
                        "-p",
                        folder.toString(),
                        "-c",
                        folder.resolve("nginx.conf").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        awaitListening();
    }

    private void awaitListening() throws IOException, InterruptedException {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(20));
        while (true) {
            try {
                get("/", "*/*");
                return;
            } catch (IOException e) {
                Process running = nginx;
                assertThat(running != null && running.isAlive() && Instant.now().isBefore(deadline))
                        .as(Files.readString(folder.resolve("log")))
                        .isTrue();
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
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

    private String fromAddress(int last) throws IOException {
        try (var socket = new Socket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last}), 0));
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 10_000);
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write("GET /cart HTTP/1.1\r\nHost: x\r\nAccept: text/html\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private HttpResponse<String> get(String path, String accept) throws IOException, InterruptedException {
        return send("GET", path, accept);
    }

    private HttpResponse<String> send(String method, String path, String accept)
            throws IOException, InterruptedException {
        return client.send(request(method, path, accept).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String method, String path, String accept) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20))
                .header("Accept", accept)
                .method(method, HttpRequest.BodyPublishers.noBody());
    }

    private static void write(Site site, Path folder) throws IOException {
        for (var file : site.files().entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
    }
}
