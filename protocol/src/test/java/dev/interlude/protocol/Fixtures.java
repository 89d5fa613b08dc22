package dev.interlude.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The golden documents of the contract, as every suite reads them. */
final class Fixtures {

    static final JsonMapper JSON = new JsonMapper();

    /** One file of a folder, or one case of a list. */
    record Named(String name, JsonNode content) {

        /** The bytes of a document, whether the fixture holds it as JSON or as text. */
        byte[] document() {
            String text = content.has("text")
                    ? content.get("text").textValue()
                    : content.get("document").toString();
            return text.getBytes(StandardCharsets.UTF_8);
        }

        MaintenanceState state(String field) {
            return accepted(content.get(field).toString().getBytes(StandardCharsets.UTF_8));
        }

        StateVersion version(String field) {
            JsonNode pair = content.get(field);
            return new StateVersion(pair.get(0).longValue(), pair.get(1).longValue());
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private Fixtures() {}

    static Stream<Named> folder(String folder) {
        try (Stream<Path> files = Files.list(Path.of("fixtures", folder))) {
            List<Named> all = files.sorted()
                    .map(file -> new Named(file.getFileName().toString(), tree(file)))
                    .toList();
            return all.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<Named> cases(String file) {
        JsonNode cases = tree(Path.of("fixtures", file)).get("cases");
        return StreamSupport.stream(cases.spliterator(), false)
                .map(content -> new Named(content.get("name").textValue(), content));
    }

    static MaintenanceState accepted(byte[] document) {
        Decoded decoded = StateCodec.decode(document);
        if (decoded instanceof Decoded.Accepted accepted) {
            return accepted.state();
        }
        throw new AssertionError("refused: " + decoded);
    }

    private static JsonNode tree(Path file) {
        try {
            return JSON.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }
}
