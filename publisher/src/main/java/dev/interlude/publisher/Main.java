package dev.interlude.publisher;

import dev.interlude.publisher.command.Cli;
import dev.interlude.publisher.command.Surroundings;
import dev.interlude.publisher.command.VerbEntry;
import dev.interlude.publisher.site.HeadStart;

/** The entry point of {@code publisher.jar}. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        if (VerbEntry.isToRender(args) && Runtime.getRuntime().availableProcessors() > 1) {
            new HeadStart().start();
        }
        // No flag is read as one of these, and picocli would look into them all for every command line.
        System.setProperty("picocli.converters.excludes", "java\\.(time|sql)\\..*");
        System.exit(new Cli(Surroundings.ofProcess()).run(args));
    }
}
