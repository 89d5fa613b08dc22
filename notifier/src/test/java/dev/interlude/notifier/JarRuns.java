package dev.interlude.notifier;

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
import java.util.List;

/** Runs of the packaged jar, one after another on the same data or side by side. */
final class JarRuns implements AutoCloseable {

    /** The one that runs this test. */
    static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<JarProcess> started = new ArrayList<>();

    /**
     * Starts the jar and waits until it listens.
     *
     * @param behind the command in front of it
     * @param folder where it writes its output
     */
    Run start(List<String> behind, String java, Path folder, Path data, String... more) throws IOException {
        JarProcess jar = begin(behind, java, folder, data, more);
        jar.address();
        return new Run(jar, folder);
    }

    /** The same without waiting. */
    JarProcess begin(List<String> behind, String java, Path folder, Path data, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--port", "0", "--data-dir", data.toString()));
        arguments.addAll(List.of(
                "--admin-token-file",
                Files.writeString(folder.resolve("token"), RunningHub.SECRET).toString()));
        arguments.addAll(List.of(more));
        JarProcess jar = JarProcess.start(behind, java, folder, started.size(), arguments.toArray(String[]::new));
        started.add(jar);
        return jar;
    }

    /** One of them that listens. */
    final class Run {

        private final JarProcess jar;
        private final Path folder;

        private Run(JarProcess jar, Path folder) {
            this.jar = jar;
            this.folder = folder;
        }

        URI uri(String path) {
            return URI.create(jar.address() + path);
        }

        TestSubscriber subscribe(String app) {
            return TestSubscriber.connect(
                    http, URI.create(uri("/v1/apps/" + app + "/live").toString().replace("http:", "ws:")));
        }

        HttpResponse<String> get(String path) {
            return send(HttpRequest.newBuilder(uri(path)));
        }

        HttpResponse<String> put(String app, String document) {
            return put(app, document, RunningHub.SECRET);
        }

        HttpResponse<String> put(String app, String document, String token) {
            return send(HttpRequest.newBuilder(uri("/v1/apps/" + app + "/state"))
                    .headers("If-Match", "*", "Authorization", "Bearer " + token)
                    .PUT(HttpRequest.BodyPublishers.ofString(document)));
        }

        void hangUp() throws IOException {
            Process kill = new ProcessBuilder(
                            "kill", "-HUP", Long.toString(jar.process().pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("kill.out").toFile())
                    .start();
            try {
                kill.waitFor();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        /** SIGTERM. */
        void terminate() {
            jar.terminate();
        }

        /** SIGKILL. */
        void kill() {
            jar.kill();
        }

        int exitCode() {
            return jar.exitCode();
        }

        String errors() {
            return jar.errors();
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
    }

    @Override
    public void close() {
        started.forEach(JarProcess::kill);
    }
}
