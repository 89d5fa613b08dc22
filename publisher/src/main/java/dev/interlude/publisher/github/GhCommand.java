package dev.interlude.publisher.github;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** GitHub's own command, where it is installed: {@code gh auth token} prints the token that it keeps for a host. */
final class GhCommand {

    /** It reads a file or asks a key ring; one that asks its user something will never end here. */
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final Map<String, String> environment;
    private final Duration limit;

    /** @param timeout how long everything may take */
    GhCommand(Map<String, String> environment, Duration timeout) {
        this.environment = environment;
        this.limit = timeout.compareTo(LIMIT) < 0 ? timeout : LIMIT;
    }

    /** The token that it keeps for that host; empty where it is not installed, keeps none, or does not answer. */
    Optional<String> token(String host) {
        return executable().flatMap(gh -> run(gh, host)).filter(text -> !text.isBlank());
    }

    private Optional<Path> executable() {
        String path = environment.getOrDefault("PATH", "");
        return Stream.of(path.split(Pattern.quote(File.pathSeparator)))
                .filter(folder -> !folder.isEmpty())
                .flatMap(folder -> Stream.of("gh", "gh.exe").map(name -> Path.of(folder, name)))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    private Optional<String> run(Path gh, String host) {
        ProcessBuilder builder = new ProcessBuilder(gh.toString(), "auth", "token", "--hostname", host)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            return outputOf(builder.start());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Optional<String> outputOf(Process process) throws IOException {
        try {
            // With no input to wait for, it cannot ask its user anything.
            process.getOutputStream().close();
            // A token fits the pipe many times over, so waiting before reading cannot block the command.
            boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended || process.exitValue() != 0) {
                return Optional.empty();
            }
            return Optional.of(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting for gh");
        } finally {
            process.destroyForcibly();
        }
    }
}
