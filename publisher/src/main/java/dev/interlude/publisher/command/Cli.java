package dev.interlude.publisher.command;

import dev.interlude.publisher.failure.Failure;
import dev.interlude.publisher.failure.ProblemsFound;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParameterException;

/** Runs one command line: the only place where an exception becomes an exit code and a message. */
public final class Cli {

    private final Surroundings surroundings;
    private final VerbTable verbs;

    public Cli(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.verbs = new VerbTable(surroundings);
    }

    /** Returns the exit code; never throws for what an operator or the network did. */
    public int run(String... args) {
        Optional<Failure> lost = LostText.in(surroundings.environment(), args);
        if (lost.isPresent()) {
            return told(printer(args), lost.get());
        }
        CommandLine line = verbs.addTo(new CommandLine(PublisherCommand.spec()), args)
                .setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8))
                .setColorScheme(CommandLine.Help.defaultColorScheme(ansi()))
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler(failures())
                .setParameterExceptionHandler(this::usage);
        int code = line.execute(args);
        if (!surroundings.out().checkError()) {
            return code;
        }
        surroundings.err().println("could not print all of the result: standard output is closed, or its disk is full");
        return code == ExitCodes.DONE ? ExitCodes.UNEXPECTED : code;
    }

    private Ansi ansi() {
        boolean plain = surroundings.terminal() == Surroundings.Terminal.PIPELINE
                || !surroundings.environment().getOrDefault("NO_COLOR", "").isEmpty();
        return plain ? Ansi.OFF : Ansi.AUTO;
    }

    private int usage(ParameterException e, String[] args) {
        CommandLine line = e.getCommandLine();
        Failure failure = new Failure(
                Failure.Kind.USAGE,
                "read the command line",
                Misread.inWords(e, args),
                "see '" + line.getCommandSpec().qualifiedName() + " --help'");
        return told(printer(args), failure);
    }

    private static int told(Printer printer, Failure failure) {
        printer.failure(failure);
        return ExitCodes.of(failure.kind());
    }

    /** Also for a command line that could not be read: whoever wrote --json reads JSON. */
    private Printer printer(String... args) {
        return new Printer(
                surroundings, Arrays.asList(args).contains("--json") ? Printer.Form.JSON : Printer.Form.TEXT);
    }

    private IExecutionExceptionHandler failures() {
        return (e, line, parsed) -> {
            Verb verb = line.getCommandSpec().userObject() instanceof Verb found ? found : null;
            Printer printer = printer(parsed.originalArgs().toArray(String[]::new));
            if (e instanceof Failure failure) {
                return told(printer, failure);
            }
            if (e instanceof ProblemsFound found) {
                printer.problems(found);
                return ExitCodes.of(found.kind());
            }
            if (e instanceof CancellationException) {
                surroundings.err().println("interrupted; the same command again finishes the work");
                return ExitCodes.UNEXPECTED;
            }
            if (e instanceof InvalidPathException path) {
                return told(printer, LostText.path(path));
            }
            printer.unexpected(e);
            if (verb != null && verb.isVerbose()) {
                e.printStackTrace(surroundings.err());
            }
            return ExitCodes.UNEXPECTED;
        };
    }
}
