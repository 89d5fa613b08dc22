package dev.interlude.publisher.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.interlude.protocol.MaintenanceState;
import dev.interlude.publisher.failure.Failure;
import dev.interlude.publisher.failure.Problem;
import dev.interlude.publisher.failure.ProblemsFound;
import dev.interlude.publisher.site.SiteSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PreviewServerTest implements PreviewSource {

    @TempDir
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private PreviewServer server;
    private boolean broken;

    @BeforeEach
    void start() {
        Clock clock = Clock.fixed(Instant.parse("2026-11-20T21:40:00Z"), ZoneOffset.UTC);
        server = PreviewServer.start(0, this, clock);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Override
    public Material read() {
        if (broken) {
            throw new ProblemsFound(
                    Failure.Kind.CONFIGURATION, "interlude.yaml", List.of(new Problem("a.b", "is <bad>", "mend it")));
        }
        SiteSettings settings = new SiteSettings(
                "shop",
                "en",
                "Shop",
                null,
                null,
                null,
                null,
                "#0b5fff",
                folder,
                SiteSettings.Index.NOINDEX,
                null,
                null);
        return new Material(settings, MaintenanceState.origin("shop"));
    }

    @Override
    public List<Path> watched() {
        return List.of(folder);
    }

    @ParameterizedTest
    @CsvSource({
        "current, unavailable",
        "operational, unavailable",
        "scheduled, Scheduled maintenance",
        "in_progress, Maintenance",
        "overdue, Maintenance",
        "completed, unavailable"
    })
    void everyPhaseIsShown(String phase, String heading) throws Exception {
        HttpResponse<String> page = get("show/" + phase + "/auto/auto/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).containsPattern("<h1 [^>]*>[^<]*" + heading);
        assertThat(get("show/" + phase + "/auto/auto/state.json").statusCode()).isEqualTo(200);
        assertThat(get("show/" + phase + "/auto/auto/any/deep/link").body()).isEqualTo(page.body());
        assertThat(get("edge/" + phase + "/auto/auto/waf.html").body()).startsWith("<!doctype html>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "light", "dark"})
    void policyOfThePageAllowsExactlyWhatThePreviewChanged(String theme) throws Exception {
        for (String language : List.of("auto", "de")) {
            String page =
                    get("show/in_progress/" + language + "/" + theme + "/").body();

            Matcher inline = Pattern.compile("(?s)<(style|script)>(.*?)</\\1>").matcher(page);
            int found = 0;
            while (inline.find()) {
                assertThat(page).contains("'sha256-" + sha256(inline.group(2)) + "'");
                found++;
            }
            assertThat(found).isEqualTo(language.equals("auto") ? 2 : 3);
            assertThat(page).contains(language.equals("de") ? "lang=\"de\"" : "lang=\"en\"");
            if (!theme.equals("auto")) {
                assertThat(page).doesNotContain("prefers-color-scheme").contains("color-scheme:" + theme);
            }
        }
    }

    @Test
    void mistakeOfATemplateIsShownWithItsPlaceAndGoesAway() throws Exception {
        Files.writeString(folder.resolve("index.ftlh"), "<p>\n  ${nobody}");

        HttpResponse<String> page = get("show/scheduled/auto/auto/");
        assertThat(page.statusCode()).isEqualTo(500);
        assertThat(page.body())
                .contains("index.ftlh, line 2, column 5", "nobody")
                .doesNotContain("<p>\n");

        Files.delete(folder.resolve("index.ftlh"));
        assertThat(get("show/scheduled/auto/auto/").statusCode()).isEqualTo(200);
    }

    @Test
    void mistakesOfTheConfigurationAreShown() throws Exception {
        broken = true;

        HttpResponse<String> page = get("show/scheduled/auto/auto/");

        assertThat(page.statusCode()).isEqualTo(500);
        assertThat(page.body()).contains("a.b", "is &lt;bad&gt;", "mend it");
    }

    @Test
    void changeOfAFileIsTold() throws Exception {
        assertThat(get("changes").body()).isEqualTo("0");
        CompletableFuture<HttpResponse<String>> told =
                client.sendAsync(request("changes?since=0").build(), HttpResponse.BodyHandlers.ofString());

        Files.writeString(folder.resolve("page.css"), "body{color:red}");

        assertThat(told.get(30, TimeUnit.SECONDS).body()).isNotEqualTo("0");
        assertThat(get("show/scheduled/auto/auto/").body()).contains("body{color:red}");
    }

    @Test
    void controlPageOffersEveryChoice() throws Exception {
        assertThat(get("").body()).contains("<main id=\"stage\"");
        assertThat(get("preview.js").statusCode()).isEqualTo(200);
        assertThat(get("preview.css").statusCode()).isEqualTo(200);
        assertThat(get("choices.json").body())
                .contains("\"title\":\"Shop\"", "\"overdue\"", "\"auto\"", "\"de\"", "\"en\"");
        assertThat(get("").headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example", "evil.example:PORT", "127.0.0.1", "127.0.0.1.evil.example:PORT", "[::]:PORT", ""
            })
    void otherNamesForThisMachineAreRefused(String host) throws Exception {
        String port = String.valueOf(server.url().getPort());

        assertThat(raw("GET / HTTP/1.1\r\nHost: " + host.replace("PORT", port))).startsWith("HTTP/1.1 403");
        assertThat(raw("GET / HTTP/1.1\r\nHost: localhost:" + port)).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "show/nothing/auto/auto/",
                "show/scheduled/xx/auto/",
                "show/scheduled/auto/blue/",
                "show",
                "preview.html",
                "..%2f..%2fetc/passwd",
                "edge/scheduled/auto/auto/nothing"
            })
    void whatIsNotThereIsNotFound(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void onlyLoopbackListensAndNothingIsChanged() throws Exception {
        assertThat(InetAddress.getByName(server.url().getHost()).isLoopbackAddress())
                .isTrue();
        HttpRequest post =
                request("").POST(HttpRequest.BodyPublishers.ofString("x")).build();
        assertThat(client.send(post, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(405);
    }

    @Test
    void portThatIsTakenIsSaid() {
        Failure failure = catchThrowableOfType(
                Failure.class, () -> PreviewServer.start(server.url().getPort(), this, Clock.systemUTC()));

        assertThat(failure.kind()).isEqualTo(Failure.Kind.USAGE);
        assertThat(failure.advice()).contains("--port");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.url() + path)).timeout(Duration.ofSeconds(40));
    }

    private String raw(String request) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.url().getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write((request + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String sha256(String text) throws Exception {
        return Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
