package dev.interlude.publisher.command;

import dev.interlude.publisher.demo.Demo;
import dev.interlude.publisher.failure.Failure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The whole story on this machine. */
@Command(mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    @Option(names = "--once", description = "Walk through it unattended, check every step, and leave nothing behind.")
    private boolean once;

    @Option(
            names = "--notifier",
            paramLabel = "FILE",
            description = "notifier.jar; default: beside publisher.jar, then the build's.")
    private @Nullable Path notifier;

    @Option(
            names = {"-v", "--verbose"},
            description = "Show what the verbs tell.")
    private boolean verbose;

    private final Surroundings surroundings;

    DemoCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Printer printer = new Printer(surroundings, Printer.Form.TEXT);
        Thread cleaning = null;
        try (Demo demo = Demo.open(notifierJar(), this::runVerb, surroundings.clock(), printer::line)) {
            cleaning = new Thread(demo::close, "demo-cleaning");
            Runtime.getRuntime().addShutdownHook(cleaning);
            demo.addresses().forEach(printer::line);
            walk(demo, printer);
            printer.line("");
            printer.line("done: " + demo.checked() + " checks passed");
        } finally {
            forget(cleaning);
        }
        return ExitCodes.DONE;
    }

    private void walk(Demo demo, Printer printer) {
        BufferedReader answers = new BufferedReader(new InputStreamReader(surroundings.in(), StandardCharsets.UTF_8));
        List<Demo.Step> steps = demo.steps();
        for (int i = 0; i < steps.size(); i++) {
            Demo.Step step = steps.get(i);
            printer.line("");
            printer.line((i + 1) + "/" + steps.size() + "  " + step.title());
            if (!once && !goOn(answers)) {
                printer.line("stopped");
                return;
            }
            step.work().run();
        }
    }

    private boolean goOn(BufferedReader answers) {
        surroundings.out().print("  press Enter to go on, Ctrl-D to stop ");
        surroundings.out().flush();
        try {
            return answers.readLine() != null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The verb's own result is not the demo's: the demo looks from outside. What goes wrong is told. */
    private int runVerb(Map<String, String> variables, String... arguments) {
        Surroundings ours = surroundings;
        // Nothing of the operator's real configuration: what the demo does, it does to its own places.
        Map<String, String> environment = new HashMap<>(ours.environment());
        environment.keySet().removeIf(name -> name.startsWith("INTERLUDE_") || name.startsWith("GITHUB_"));
        environment.putAll(variables);
        PrintStream quiet = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new Cli(new Surroundings(
                        ours.in(),
                        quiet,
                        verbose ? ours.err() : quiet,
                        environment,
                        ours.workingDirectory(),
                        ours.home(),
                        ours.clock(),
                        ours.sleeper(),
                        ours.random(),
                        ours.terminal()))
                .run(arguments);
    }

    private Path notifierJar() {
        Path named = notifier;
        if (named != null) {
            return existing(surroundings.workingDirectory().resolve(named));
        }
        Path own = ownJar();
        Path beside = own.resolveSibling("notifier.jar");
        if (Files.isRegularFile(beside)) {
            return beside;
        }
        // The build's: publisher/target/publisher.jar and notifier/target/notifier.jar.
        return existing(own.resolve("../../../notifier/target/notifier.jar").normalize());
    }

    private static Path existing(Path jar) {
        if (Files.isRegularFile(jar)) {
            return jar;
        }
        throw new Failure(
                Failure.Kind.USAGE,
                "find notifier.jar",
                "it is not at " + jar,
                "name it with --notifier FILE, or build it with mvn -Pquick package");
    }

    private static Path ownJar() {
        try {
            return Path.of(DemoCommand.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void forget(@Nullable Thread cleaning) {
        if (cleaning == null) {
            return;
        }
        try {
            Runtime.getRuntime().removeShutdownHook(cleaning);
        } catch (IllegalStateException e) {
            // The machine is going down already, and the hook is doing its work.
        }
    }
}
