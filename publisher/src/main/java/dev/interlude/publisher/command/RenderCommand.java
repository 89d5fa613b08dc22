package dev.interlude.publisher.command;

import dev.interlude.protocol.MaintenanceState;
import dev.interlude.publisher.failure.Failure;
import dev.interlude.publisher.site.EdgeRenderer;
import dev.interlude.publisher.site.EdgeRenderer.TooLong;
import dev.interlude.publisher.site.Site;
import dev.interlude.publisher.target.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Renders without publishing. */
final class RenderCommand extends Verb {

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Where DIR/site and DIR/edge are written; their files are replaced, others stay.")
    private Path out = Path.of("");

    @Option(names = "--state", paramLabel = "FILE", description = "The state to show; default: nothing is announced.")
    private @Nullable Path stateFile;

    @Option(
            names = "--shorten",
            description = "Cut words that are too long for a file in edge, instead of refusing them.")
    private boolean shorten;

    RenderCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() {
        Workplace workplace = workplace();
        String app = workplace.configuration().app();
        MaintenanceState state = stateFile == null
                ? MaintenanceState.origin(app)
                : StateFiles.read(surroundings().workingDirectory().resolve(stateFile), app);
        Site site = workplace.render(state);
        Site edge = new EdgeRenderer()
                .render(workplace.configuration().site(), state, shorten ? TooLong.SHORTEN : TooLong.REFUSE);
        Path folder = surroundings().workingDirectory().resolve(out);
        // Nothing is written before everything is rendered.
        write(site, folder.resolve("site"));
        write(edge, folder.resolve("edge"));
        report(folder, site, edge);
        return ExitCodes.DONE;
    }

    private void report(Path folder, Site site, Site edge) {
        Map<String, byte[]> all = new LinkedHashMap<>();
        site.files().forEach((path, bytes) -> all.put("site/" + path, bytes));
        edge.files().forEach((path, bytes) -> all.put("edge/" + path, bytes));
        if (common().json) {
            var files = Printer.JSON.arrayNode();
            all.forEach((path, bytes) -> files.addObject().put("path", path).put("bytes", bytes.length));
            printer()
                    .json(Printer.JSON
                            .objectNode()
                            .put("folder", folder.toString())
                            .set("files", files));
        } else {
            all.forEach((path, bytes) -> printer().line(folder.resolve(path) + " (" + bytes.length + " bytes)"));
        }
    }

    private static void write(Site site, Path folder) {
        try {
            for (Map.Entry<String, byte[]> file : site.files().entrySet()) {
                Path path = folder.resolve(file.getKey());
                Path parent = path.getParent();
                Files.createDirectories(parent == null ? folder : parent);
                WholeFile.write(path, file.getValue());
            }
        } catch (IOException e) {
            throw new Failure(
                            Failure.Kind.CONFIGURATION,
                            "write " + folder,
                            e.getClass().getSimpleName() + ": " + e.getMessage(),
                            "check the folder's permissions and the room on its disk")
                    .causedBy(e);
        }
    }
}
