package dev.interlude.notifier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.interlude.protocol.Decoded;
import dev.interlude.protocol.MaintenanceState;
import dev.interlude.protocol.StateCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The golden documents of the contract. */
public final class Fixtures {

    public static final JsonMapper JSON = new JsonMapper();
    private static final Path FOLDER = Path.of("..", "protocol", "fixtures");

    /** One file of a folder, or one case of a list. */
    public record Named(String name, JsonNode content) {

        /** The bytes of a document, whether the fixture holds it as JSON or as text. */
        public String document() {
            return content.has("text")
                    ? content.get("text").textValue()
                    : content.get("document").toString();
        }

        public MaintenanceState state(String field) {
            byte[] document = content.get(field).toString().getBytes(StandardCharsets.UTF_8);
            return ((Decoded.Accepted) StateCodec.decode(document)).state();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private Fixtures() {}

    public static Stream<Named> folder(String folder) {
        try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
            List<Named> all = files.sorted()
                    .map(file -> new Named(file.getFileName().toString(), tree(file)))
                    .toList();
            return all.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Stream<Named> cases(String file) {
        return StreamSupport.stream(tree(FOLDER.resolve(file)).get("cases").spliterator(), false)
                .map(content -> new Named(content.get("name").textValue(), content));
    }

    private static JsonNode tree(Path file) {
        try {
            return JSON.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }
}
