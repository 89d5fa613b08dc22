package dev.interlude.publisher.target;

import dev.interlude.protocol.Decoded;
import dev.interlude.protocol.MaintenanceState;
import dev.interlude.protocol.StateCodec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The {@code state.json} of a folder. */
final class StateFile {

    static final String NAME = "state.json";

    /** What the file was found to be. */
    sealed interface Content {

        /** As in "state.json of shop 1795212000000.42". */
        default String inWords() {
            if (this instanceof Ours ours) {
                return NAME + " of " + ours.state().app() + " " + ours.state().version();
            } else if (this instanceof Foreign foreign) {
                return NAME + " of " + foreign.app();
            }
            return this instanceof Missing ? "no " + NAME : "a " + NAME + " that cannot be read";
        }

        /** There is none. */
        record Missing() implements Content {}

        /** A state of our app. */
        record Ours(MaintenanceState state) implements Content {}

        /** A state of another app. */
        record Foreign(String app) implements Content {}

        /** Something else, or a state cut in half. */
        record Unreadable(String reason) implements Content {}
    }

    private StateFile() {}

    static Content read(String app, Path folder) throws IOException {
        byte[] document;
        try (InputStream in = Files.newInputStream(folder.resolve(NAME))) {
            document = in.readNBytes(StateCodec.MAX_BYTES + 1);
        } catch (NoSuchFileException e) {
            return new Content.Missing();
        }
        Decoded decoded = StateCodec.read(document);
        if (decoded instanceof Decoded.Refused refused) {
            return new Content.Unreadable(refused.violations().get(0).toString());
        }
        MaintenanceState state = ((Decoded.Accepted) decoded).state();
        return state.app().equals(app) ? new Content.Ours(state) : new Content.Foreign(state.app());
    }
}
