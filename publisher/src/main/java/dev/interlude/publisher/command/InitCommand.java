package dev.interlude.publisher.command;

import dev.interlude.publisher.failure.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Writes a configuration to begin with. */
final class InitCommand extends Verb {

    @Option(names = "--app", paramLabel = "NAME", description = "The app; default: made from the folder's name.")
    private @Nullable String app;

    InitCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() {
        Path file = Workplace.file(surroundings(), common());
        String name = app == null ? nameOf(surroundings().workingDirectory()) : app;
        if (!name.matches("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")) {
            throw new Failure(
                    Failure.Kind.USAGE,
                    "write " + file,
                    "the app's name is not allowed",
                    "use lower-case letters, digits and inner hyphens, such as --app shop");
        }
        write(file, InitialConfiguration.text(name));
        if (common().json) {
            printer().json(Printer.JSON.objectNode().put("written", file.toString()));
        } else {
            printer().line("written: " + file);
            printer().line("next: publisher render --out preview   (no account needed; open preview/site/index.html)");
            printer().line("then: choose the target in the file, and run publisher plan, publisher publish");
        }
        return ExitCodes.DONE;
    }

    private static String nameOf(Path folder) {
        Path last = folder.getFileName();
        String name = (last == null ? "app" : last.toString())
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        String cut = name.length() > 63 ? name.substring(0, 63).replaceAll("-$", "") : name;
        return cut.isEmpty() ? "app" : cut;
    }

    private static void write(Path file, String text) {
        try {
            Files.write(file, text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw new Failure(
                            Failure.Kind.USAGE,
                            "write " + file,
                            "it is there already, and stays as it is",
                            "name another file with --config, or move this one away")
                    .causedBy(e);
        } catch (IOException e) {
            throw new Failure(
                            Failure.Kind.CONFIGURATION,
                            "write " + file,
                            e.getClass().getSimpleName() + ": " + e.getMessage(),
                            "check that the folder is there, and its permissions")
                    .causedBy(e);
        }
    }
}
