package dev.interlude.notifier;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One run of the jar. */
record JarProcess(Process process, Path out, Path err) {

    private static final Path JAR = Path.of("target", "notifier.jar");
    /** On a machine that runs much else; it takes one where it is alone. */
    private static final long START_SECONDS = 60;

    private static final String GREETING = "listening on ";

    static JarProcess start(String java, Path folder, int number, String... arguments) throws IOException {
        return start(List.of(), java, folder, number, arguments);
    }

    /** @param behind the command in front of it */
    static JarProcess start(List<String> behind, String java, Path folder, int number, String... arguments)
            throws IOException {
        Path out = folder.resolve(number + ".out");
        Path err = folder.resolve(number + ".err");
        List<String> command = new ArrayList<>(behind);
        command.addAll(List.of(java, "-jar", JAR.toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        // The others have the Java platform say that it has read them.
        List.of("INTERLUDE_ADMIN_TOKEN", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS")
                .forEach(builder.environment()::remove);
        return new JarProcess(builder.start(), out, err);
    }

    /** Where it listens; waits until it does. */
    String address() {
        Waiting.until(
                START_SECONDS,
                "it listens; it said: " + errors(),
                () -> read(out).endsWith("\n"));
        return read(out).strip().substring(GREETING.length());
    }

    String errors() {
        return read(err);
    }

    void terminate() {
        process.destroy();
    }

    void kill() {
        process.destroyForcibly();
        exitCode();
    }

    int exitCode() {
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                throw new AssertionError("it does not end; it said: " + errors());
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return process.exitValue();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
