package dev.interlude.publisher;

import dev.interlude.publisher.command.Cli;
import dev.interlude.publisher.command.Surroundings;

/** The entry point of {@code publisher.jar}. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.exit(new Cli(Surroundings.ofProcess()).run(args));
    }
}
