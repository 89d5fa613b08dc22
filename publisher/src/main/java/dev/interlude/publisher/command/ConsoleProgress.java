package dev.interlude.publisher.command;

import dev.interlude.publisher.progress.Progress;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** The story on stderr: with the elapsed time for a person, plain lines for a pipeline. */
final class ConsoleProgress implements Progress {

    private final PrintStream err;
    private final Clock clock;
    private final Instant began;
    private final boolean person;
    private final boolean colour;
    private final boolean verbose;

    /** How much is told. */
    enum Detail {
        NORMAL,
        VERBOSE
    }

    ConsoleProgress(Surroundings surroundings, Detail detail) {
        this.err = surroundings.err();
        this.clock = surroundings.clock();
        this.began = clock.instant();
        this.person = surroundings.terminal() == Surroundings.Terminal.PERSON;
        String noColour = surroundings.environment().getOrDefault("NO_COLOR", "");
        this.colour = person && noColour.isEmpty();
        this.verbose = detail == Detail.VERBOSE;
    }

    @Override
    public void step(String what) {
        print(what, "");
    }

    @Override
    public void detail(String what) {
        if (verbose) {
            print(what, "\u001b[2m");
        }
    }

    @Override
    public void warning(String what) {
        print("warning: " + what, "\u001b[33m");
    }

    private void print(String line, String style) {
        String safe = line.replaceAll("\\p{Cntrl}", " ");
        String time = person ? String.format(Locale.ROOT, "%6.1fs  ", elapsedSeconds()) : "";
        err.println(colour && !style.isEmpty() ? time + style + safe + "\u001b[0m" : time + safe);
    }

    private double elapsedSeconds() {
        return Duration.between(began, clock.instant()).toMillis() / 1000.0;
    }
}
