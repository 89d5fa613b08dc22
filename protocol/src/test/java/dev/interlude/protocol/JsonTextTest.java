package dev.interlude.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.Test;

class JsonTextTest {

    private static final JsonMapper MAPPER = new JsonMapper();

    @Test
    void writesWhatAMapperWrites() throws Exception {
        JsonNode tree = MAPPER.readTree("""
                {"text": "\\u0001 \\"quoted\\" \\\\ / < \\u2028 ü \\uD83D\\uDE00", "empty": {}, "none": [], "null": null,
                 "yes": true, "no": false, "int": -7, "long": 253402300799999, "fraction": 0.25, "huge": 123456789012345678901,
                 "list": [1, [2, {"three": 3}], "four"], "object": {"a": {"b": "c"}}}
                """);

        assertThat(JsonText.compact(tree)).isEqualTo(MAPPER.writeValueAsString(tree));
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
        assertThat(JsonText.indented(tree)).isEqualTo(MAPPER.writer(printer).writeValueAsString(tree));
        assertThat(JsonText.lines(tree)).contains("  \"int\": -7,\n", "\"list\": [\n    1,\n    [\n      2,\n");
        assertThat(MAPPER.readTree(JsonText.lines(tree))).isEqualTo(tree);
    }

    @Test
    void refusesWhatIsNoJson() {
        JsonNode tree = JsonNodeFactory.instance.objectNode().putPOJO("what", new Object());

        assertThatIllegalArgumentException().isThrownBy(() -> JsonText.compact(tree));
    }
}
