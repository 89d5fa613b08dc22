package dev.interlude.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar, as it is run. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class NotifierJarIT {

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<JarProcess> started = new ArrayList<>();

    @AfterEach
    void endAll() {
        started.forEach(JarProcess::kill);
    }

    @Test
    void saysOneLineWhenItListensAndKeepsItsToken() throws IOException {
        JarProcess jar = run();

        assertThat(put(jar, "words").statusCode()).isEqualTo(200);
        jar.terminate();

        assertThat(jar.exitCode()).isZero();
        assertThat(Files.readAllLines(jar.out())).containsExactly("listening on " + jar.address());
        assertThat(Files.readString(jar.err()))
                .contains(data().resolve("admin-token").toString())
                .doesNotContain(token())
                .doesNotContainIgnoringCase("exception");
    }

    @Test
    void stateSurvivesARestart() throws IOException {
        JarProcess first = run();
        String tag = tag(put(first, "words"));
        first.terminate();
        assertThat(first.exitCode()).isZero();

        JarProcess second = run();

        assertThat(tag(get(second))).isEqualTo(tag);
        assertThat(get(second).body()).contains("words");
    }

    @Test
    void stopSendsSubscribersAwayAndEndsWell() throws IOException {
        JarProcess jar = run();
        List<TestSubscriber> subscribers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            subscribers.add(TestSubscriber.connect(http, live(jar)));
        }
        subscribers.forEach(TestSubscriber::nextState);

        jar.terminate();

        assertThat(subscribers)
                .allSatisfy(subscriber -> assertThat(subscriber.closeCode()).isEqualTo(1012));
        assertThat(jar.exitCode()).isZero();
    }

    @Test
    void secondSignalEndsItAtOnce() throws IOException {
        JarProcess jar = run("--drain-timeout", "1h");
        try (RawClient stubborn = new RawClient(URI.create(jar.address()).getPort())) {
            stubborn.send(RawClient.handshake("shop"));
            assertThat(stubborn.readHead()).startsWith("HTTP/1.1 101 ");

            jar.terminate();
            Waiting.until("it stops", () -> jar.errors().contains("a second signal ends it at once"));
            jar.terminate();

            assertThat(jar.exitCode()).isEqualTo(130);
        }
    }

    @Test
    void fileCutInHalfIsKeptAsideAndSaid() throws IOException {
        JarProcess first = run();
        put(first, "words");
        first.terminate();
        assertThat(first.exitCode()).isZero();
        Path file = data().resolve("shop.json");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));

        JarProcess second = run();

        assertThat(tag(get(second))).isEqualTo("\"0.0\"");
        assertThat(unreadable()).hasSize(1);
        assertThat(second.errors())
                .contains("holds no state of shop", unreadable().get(0));
        assertThat(send(HttpRequest.newBuilder(URI.create(second.address() + "/health/ready")))
                        .body())
                .contains("\"setAside\":1");
        assertThat(send(HttpRequest.newBuilder(URI.create(second.address() + "/metrics")))
                        .body())
                .contains("\ninterlude_state_files_aside 1.0\n");
    }

    @Test
    void twoHubsDoNotShareADirectory() throws IOException {
        run();

        JarProcess second = start(javaOfThisTest(), "--port", "0", "--data-dir", data().toString());

        assertThat(second.exitCode()).isEqualTo(3);
        assertThat(second.errors()).contains("another hub uses the data directory");
        assertThat(Files.readString(second.out())).isEmpty();
    }

    @Test
    void addressThatIsTakenIsSaid() throws IOException {
        JarProcess first = run();
        String port = String.valueOf(URI.create(first.address()).getPort());

        JarProcess second = start(
                javaOfThisTest(),
                "--port",
                port,
                "--data-dir",
                folder.resolve("other").toString());

        assertThat(second.exitCode()).isEqualTo(3);
        assertThat(second.errors()).contains("could not start").contains("--port");
    }

    @Test
    void mistakesEndItWithTheirCodes() throws IOException {
        Path config = Files.writeString(folder.resolve("notifier.yaml"), "prot: 1\nspread-floor: soon\n");

        JarProcess unknownFlag = start(javaOfThisTest(), "--admin-token", "a-secret-of-16-and-more");
        JarProcess unknownWord = start(javaOfThisTest(), "a-secret-of-16-and-more");
        JarProcess wrongFlag = start(javaOfThisTest(), "--port", "x");
        JarProcess wrongFile = start(javaOfThisTest(), "--config", config.toString());

        assertThat(unknownFlag.exitCode()).isEqualTo(2);
        assertThat(unknownWord.exitCode()).isEqualTo(2);
        assertThat(wrongFlag.exitCode()).isEqualTo(2);
        assertThat(wrongFile.exitCode()).isEqualTo(3);
        assertThat(unknownFlag.errors())
                .contains("there is no option --admin-token; did you mean --admin-token-file?", "notifier --help")
                .doesNotContain("secret");
        assertThat(unknownWord.errors())
                .contains("there are options and nothing else")
                .doesNotContain("secret");
        assertThat(wrongFlag.errors()).contains("--port: \"x\" is no such number");
        assertThat(wrongFile.errors())
                .contains(": prot: unknown key")
                .contains(": spread-floor: \"soon\" is no duration");
    }

    @Test
    void helpAndVersionAreAnswered() throws IOException {
        JarProcess help = start(javaOfThisTest(), "--help");
        JarProcess version = start(javaOfThisTest(), "--version");

        assertThat(help.exitCode()).isZero();
        assertThat(version.exitCode()).isZero();
        assertThat(Files.readString(help.out()))
                .startsWith("Usage: notifier [OPTIONS]")
                .contains("--data-dir", "--spread-floor", "--admin-token-file");
        assertThat(Files.readString(version.out())).matches("notifier \\d+\\.\\d+\\.\\d+.*\\s");
    }

    private JarProcess run(String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--port", "0", "--data-dir", data().toString()));
        arguments.addAll(List.of(more));
        JarProcess jar = start(javaOfThisTest(), arguments.toArray(String[]::new));
        jar.address();
        return jar;
    }

    private JarProcess start(String java, String... arguments) throws IOException {
        JarProcess jar = JarProcess.start(java, folder, started.size(), arguments);
        started.add(jar);
        return jar;
    }

    private static String javaOfThisTest() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private Path data() {
        return folder.resolve("data");
    }

    private String token() throws IOException {
        return Files.readString(data().resolve("admin-token")).strip();
    }

    private List<String> unreadable() throws IOException {
        try (Stream<Path> files = Files.list(data())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.contains(".unreadable-"))
                    .toList();
        }
    }

    private static URI live(JarProcess jar) {
        return URI.create(jar.address().replace("http:", "ws:") + "/v1/apps/shop/live");
    }

    private HttpResponse<String> get(JarProcess jar) {
        return send(HttpRequest.newBuilder(URI.create(jar.address() + "/v1/apps/shop/state")));
    }

    private HttpResponse<String> put(JarProcess jar, String title) throws IOException {
        return send(HttpRequest.newBuilder(URI.create(jar.address() + "/v1/apps/shop/state"))
                .headers("If-Match", "*", "Authorization", "Bearer " + token())
                .PUT(HttpRequest.BodyPublishers.ofString(States.inProgressDocument("shop", title))));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String tag(HttpResponse<String> response) {
        return response.headers().firstValue("ETag").orElseThrow();
    }
}
