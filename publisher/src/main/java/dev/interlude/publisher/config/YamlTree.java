package dev.interlude.publisher.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import org.yaml.snakeyaml.LoaderOptions;

/** Reads YAML as a tree whose leaves are texts as they were written: {@code 1.10} is a branch, and not a number. */
final class YamlTree {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private YamlTree() {}

    /**
     * Reads one document; a missing node where there is none.
     *
     * @param maxLength in characters
     * @throws JsonProcessingException with the place, where it is not YAML, or a key stands twice
     */
    static JsonNode read(String text, int maxLength) throws IOException {
        LoaderOptions limits = new LoaderOptions();
        limits.setNestingDepthLimit(16);
        limits.setCodePointLimit(maxLength);
        try (JsonParser parser =
                YAMLFactory.builder().loaderOptions(limits).build().createParser(text)) {
            if (parser.nextToken() == null) {
                return NODES.missingNode();
            }
            JsonNode tree = node(parser);
            if (parser.nextToken() != null) {
                throw new Unacceptable(parser, "a second document begins");
            }
            return tree;
        }
    }

    private static JsonNode node(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return object(parser);
        }
        if (token == JsonToken.START_ARRAY) {
            ArrayNode list = NODES.arrayNode();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                list.add(node(parser));
            }
            return list;
        }
        return token == JsonToken.VALUE_NULL ? NODES.nullNode() : NODES.textNode(parser.getText());
    }

    private static ObjectNode object(JsonParser parser) throws IOException {
        ObjectNode object = NODES.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (object.has(name)) {
                throw new Unacceptable(parser, "the key " + name + " stands twice");
            }
            parser.nextToken();
            object.set(name, node(parser));
        }
        return object;
    }

    /** YAML that means nothing here, with its place. */
    private static final class Unacceptable extends JsonProcessingException {

        private static final long serialVersionUID = 1;

        Unacceptable(JsonParser parser, String message) {
            super(message, parser.currentLocation());
        }
    }
}
