package dev.interlude.publisher.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** notifier.jar on one port for all its lives. */
final class HubJar implements AutoCloseable {

    static final String TOKEN = "hub-admin-token-that-nobody-may-see";

    private final Path folder;
    private @Nullable Process process;
    private int port;

    HubJar(Path folder) {
        this.folder = folder;
    }

    HubJar start() {
        List<String> command = List.of(
                Jars.java(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                Jars.notifier().toString(),
                "--port",
                Integer.toString(port),
                "--data-dir",
                data().toString());
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("hub.log").toFile()));
            builder.environment().put("INTERLUDE_ADMIN_TOKEN", TOKEN);
            Process started = builder.start();
            process = started;
            BufferedReader out = started.inputReader(StandardCharsets.UTF_8);
            String line = out.readLine();
            if (line == null || !line.startsWith("listening on ")) {
                throw new AssertionError("the hub did not start: " + Files.readString(folder.resolve("hub.log")));
            }
            port = URI.create(line.substring("listening on ".length())).getPort();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it at once, as a power cut would. */
    void kill() {
        end(true);
    }

    void stop() {
        end(false);
    }

    void loseItsData() {
        try (Stream<Path> all = Files.walk(data())) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** The state document that it serves. */
    String state(String app) {
        try {
            HttpResponse<String> response = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(url() + "/v1/apps/" + app + "/state"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    Path data() {
        return folder.resolve("hub-data");
    }

    @Override
    public void close() {
        end(true);
    }

    private void end(boolean atOnce) {
        Process running = process;
        if (running == null) {
            return;
        }
        if (atOnce) {
            running.destroyForcibly();
        } else {
            running.destroy();
        }
        try {
            if (!running.waitFor(30, TimeUnit.SECONDS)) {
                running.destroyForcibly();
                throw new AssertionError("the hub did not stop");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process = null;
    }
}
