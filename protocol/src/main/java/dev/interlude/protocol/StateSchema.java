package dev.interlude.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The JSON Schema (2020-12) of the maintenance state. */
public final class StateSchema {

    /** The path in the site at which the publisher serves it; its {@code $id} is this path after a slash. */
    public static final String PATH = "schema/v1/maintenance-state.json";

    private StateSchema() {}

    /** The schema document as it is served. */
    public static byte[] document() {
        try (InputStream in = StateSchema.class.getResourceAsStream("maintenance-state.schema.json")) {
            if (in == null) {
                throw new IllegalStateException("maintenance-state.schema.json is missing from the protocol jar");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
