package dev.interlude.publisher.command;

import dev.interlude.publisher.preview.PreviewServer;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Serves the page to whoever works on it. */
final class PreviewCommand extends Verb {

    @Option(names = "--port", paramLabel = "PORT", description = "The port on 127.0.0.1; default: any that is free.")
    private int port;

    @Option(
            names = "--state",
            paramLabel = "FILE",
            description = "The state to show as the current one; default: that of the target's folder, else none.")
    private @Nullable Path stateFile;

    PreviewCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() {
        Path named =
                stateFile == null ? null : surroundings().workingDirectory().resolve(stateFile);
        WatchedFiles source = new WatchedFiles(surroundings(), common(), named);
        // A configuration that cannot be used is told here, as by every verb; later mistakes show in the browser.
        source.read();
        try (PreviewServer server =
                PreviewServer.start(port, source, surroundings().clock())) {
            if (common().json) {
                printer().json(Printer.JSON.objectNode().put("url", server.url().toString()));
            } else {
                printer().line("preview: " + server.url());
                printer().line("Ctrl-C ends it.");
            }
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            // The end that everybody waits for.
        }
        return ExitCodes.DONE;
    }
}
