package dev.interlude.publisher.command;

import dev.interlude.protocol.Decoded;
import dev.interlude.protocol.MaintenanceState;
import dev.interlude.protocol.StateCodec;
import dev.interlude.publisher.failure.Failure;
import dev.interlude.publisher.state.ContractProblems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a state that stands in a file on this machine. */
final class StateFiles {

    private StateFiles() {}

    /** The state of that app; all that is wrong with the file is named at once. */
    static MaintenanceState read(Path file, String app) {
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
}
