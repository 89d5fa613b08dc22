package dev.interlude.publisher.command;

import dev.interlude.protocol.Decoded;
import dev.interlude.protocol.MaintenanceState;
import dev.interlude.protocol.StateCodec;
import dev.interlude.publisher.failure.Failure;
import dev.interlude.publisher.site.Site;
import dev.interlude.publisher.state.ContractProblems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Renders without publishing. */
@Command(
        name = "render",
        description = "Renders the page into a folder; needs no network and no account.",
        footerHeading = "%nExamples:%n",
        footer = {"  publisher render --out preview", "  publisher render --out preview --state state.json"})
final class RenderCommand extends Verb {

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Where DIR/site is written; its files are replaced, others stay.")
    private Path out = Path.of("");

    @Option(names = "--state", paramLabel = "FILE", description = "The state to show; default: nothing is announced.")
    private @Nullable Path stateFile;

    RenderCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() {
        Workplace workplace = workplace();
        String app = workplace.configuration().app();
        MaintenanceState state = stateFile == null
                ? MaintenanceState.origin(app)
                : readState(surroundings().workingDirectory().resolve(stateFile), app);
        Site site = workplace.render(state);
        Path folder = surroundings().workingDirectory().resolve(out).resolve("site");
        write(site, folder);
        if (common().json) {
            var files = Printer.JSON.createArrayNode();
            site.files()
                    .forEach(
                            (path, bytes) -> files.addObject().put("path", path).put("bytes", bytes.length));
            printer()
                    .json(Printer.JSON
                            .createObjectNode()
                            .put("folder", folder.toString())
                            .set("files", files));
        } else {
            site.files()
                    .forEach((path, bytes) -> printer().line(folder.resolve(path) + " (" + bytes.length + " bytes)"));
        }
        return ExitCodes.DONE;
    }

    private static MaintenanceState readState(Path file, String app) {
        String tried = "read the state " + file;
        byte[] document;
        try (var in = Files.newInputStream(file)) {
            document = in.readNBytes(StateCodec.MAX_BYTES + 1);
        } catch (IOException e) {
            throw new Failure(Failure.Kind.USAGE, tried, e.getClass().getSimpleName(), "check the name").causedBy(e);
        }
        Decoded decoded = StateCodec.read(document);
        if (decoded instanceof Decoded.Accepted accepted) {
            if (accepted.state().app().equals(app)) {
                return accepted.state();
            }
            throw new Failure(
                    Failure.Kind.USAGE,
                    tried,
                    "it is a state of " + accepted.state().app(),
                    "name one of " + app);
        }
        Decoded.Refused refused = (Decoded.Refused) decoded;
        throw ContractProblems.in(file.toString(), "", refused.violations());
    }

    private static void write(Site site, Path folder) {
        try {
            for (Map.Entry<String, byte[]> file : site.files().entrySet()) {
                Path path = folder.resolve(file.getKey());
                Path parent = path.getParent();
                Files.createDirectories(parent == null ? folder : parent);
                Files.write(path, file.getValue());
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
