package dev.interlude.publisher.demo;

import dev.interlude.publisher.failure.Failure;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** notifier.jar as a child process. */
final class HubProcess implements AutoCloseable {

    private static final String LISTENING = "listening on ";

    private final Process process;
    private final String url;

    private HubProcess(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /**
     * Starts it and waits until it listens.
     *
     * @param token the admin token, handed over by the environment
     * @param arguments flags beside {@code --port 0}
     */
    static HubProcess start(Path jar, String token, Path log, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-jar",
                jar.toString(),
                "--port",
                "0"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("INTERLUDE_"));
        builder.environment().put("INTERLUDE_ADMIN_TOKEN", token);
        Process process = builder.start();
        try {
            BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
            String line = CompletableFuture.supplyAsync(() -> firstLine(lines)).get(30, TimeUnit.SECONDS);
            if (line.startsWith(LISTENING)) {
                return new HubProcess(
                        process, line.substring(LISTENING.length()).strip());
            }
            throw failed(log, "it said \"" + line + "\"");
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw failed(log, "interrupted");
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
            throw failed(log, "it did not listen within 30 seconds");
        } catch (Failure e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /** Without a slash at its end. */
    String url() {
        return url;
    }

    /** Asks it to stop and returns its exit code; -1 if it had to be killed. */
    int stop() {
        process.destroy();
        try {
            if (process.waitFor(15, TimeUnit.SECONDS)) {
                return process.exitValue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        return -1;
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            stop();
        }
    }

    private static String firstLine(BufferedReader lines) {
        try {
            String line = lines.readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            return "";
        }
    }

    private static Failure failed(Path log, String happened) {
        return new Failure(Failure.Kind.REFUSED, "start the hub", happened, "see " + log);
    }
}
