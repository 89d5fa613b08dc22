package dev.interlude.publisher.command;

import dev.interlude.publisher.progress.Sleeper;
import java.io.Console;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * All that a run takes from its process, so that a test can bring its own.
 *
 * @param in what the operator types
 * @param out the result
 * @param err the story
 * @param terminal whether a person reads along
 */
public record Surroundings(
        InputStream in,
        PrintStream out,
        PrintStream err,
        Map<String, String> environment,
        Path workingDirectory,
        Path home,
        Clock clock,
        Sleeper sleeper,
        RandomGenerator random,
        Terminal terminal) {

    /** Who reads. */
    public enum Terminal {
        PERSON,
        PIPELINE
    }

    /** Those of this process. */
    public static Surroundings ofProcess() {
        Map<String, String> environment = System.getenv();
        boolean person = isTerminal(System.console()) && !"dumb".equals(environment.get("TERM"));
        return new Surroundings(
                System.in,
                new PrintStream(System.out, true, StandardCharsets.UTF_8),
                new PrintStream(System.err, true, StandardCharsets.UTF_8),
                environment,
                Path.of("").toAbsolutePath(),
                Path.of(System.getProperty("user.home", "/")),
                Clock.systemUTC(),
                Surroundings::sleep,
                () -> Secure.RANDOM.nextLong(),
                person ? Terminal.PERSON : Terminal.PIPELINE);
    }

    /** From JDK 22 on there is a console in a pipeline too, and it can be asked. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal(@Nullable Console console) {
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    /** Made when it is first asked: to find its provider takes longer than what most verbs do. */
    private static final class Secure {

        static final SecureRandom RANDOM = new SecureRandom();
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(Math.max(0, time.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }
}
