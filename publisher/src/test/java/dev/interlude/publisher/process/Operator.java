package dev.interlude.publisher.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Somebody in a folder who runs publisher.jar; keeps all that it ever wrote. */
final class Operator {

    private final Path folder;
    private final Map<String, String> environment = new TreeMap<>();
    private final List<String> written = new ArrayList<>();

    /** What a command printed and how it ended. */
    record Result(int exitCode, String out, String err) {}

    Operator(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    Operator with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Operator without(String variable) {
        environment.remove(variable);
        return this;
    }

    Operator configured(String yaml) {
        try {
            Files.writeString(folder.resolve("interlude.yaml"), yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Everything that any command wrote, on both streams. */
    String everythingWritten() {
        return String.join("\n", written);
    }

    Result run(String... arguments) {
        return finish(start(arguments));
    }

    Running start(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Jars.java(), "-XX:TieredStopAtLevel=1", "-jar", Jars.publisher().toString()));
        command.addAll(List.of(arguments));
        try {
            Path out = Files.createTempFile(folder, "out", ".txt");
            Path err = Files.createTempFile(folder, "err", ".txt");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            // Nothing of the machine's own: no token, no proxy, no colour.
            builder.environment().clear();
            builder.environment().putAll(environment);
            return new Running(builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A command that goes on. */
    record Running(Process process, Path out, Path err) {}

    Result finish(Running running) {
        try {
            if (!running.process().waitFor(120, TimeUnit.SECONDS)) {
                running.process().destroyForcibly();
                throw new AssertionError(
                        "the command did not end: " + running.process().info());
            }
            Result result = new Result(
                    running.process().exitValue(), readAndDelete(running.out()), readAndDelete(running.err()));
            written.add(result.out());
            written.add(result.err());
            return result;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String readAndDelete(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            Files.delete(file);
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
