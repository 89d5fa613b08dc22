package dev.interlude.notifier.http;

import dev.interlude.protocol.StateSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The hub's own description of its HTTP interface (OpenAPI 3.1), and the schema that it refers to. */
final class Description {

    private static final String RESOURCE = "/dev/interlude/notifier/openapi.json";

    private static final Answer DOCUMENT = open("application/json", read());
    private static final Answer SCHEMA = open("application/schema+json", StateSchema.document());

    private Description() {}

    static Answer document() {
        return DOCUMENT;
    }

    static Answer schemaOfState() {
        return SCHEMA;
    }

    private static Answer open(String type, byte[] body) {
        return Answer.of(200, type, body).with("Cache-Control", "no-cache").with("Access-Control-Allow-Origin", "*");
    }

    private static byte[] read() {
        try (InputStream in = Description.class.getResourceAsStream(RESOURCE)) {
            return Objects.requireNonNull(in, RESOURCE).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " cannot be read", e);
        }
    }
}
