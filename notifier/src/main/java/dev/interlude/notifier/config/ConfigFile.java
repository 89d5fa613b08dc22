package dev.interlude.notifier.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The configuration file: a YAML mapping from the names of the flags to a value or a list of values. */
final class ConfigFile {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private ConfigFile() {}

    static Map<String, List<String>> read(Path file, List<String> known, List<Problem> problems) {
        JsonNode tree = tree(file, "--config", problems);
        if (tree.isMissingNode() || tree.isNull()) {
            return Map.of();
        }
        if (!tree.isObject()) {
            problems.add(new Problem(file.toString(), "is no mapping", "write name: value, one a line"));
            return Map.of();
        }
        return values(file, tree, known, problems);
    }

    /** What stands in a YAML file; a missing node where it cannot be read, which is then a problem. */
    static JsonNode tree(Path file, String flag, List<Problem> problems) {
        try {
            return YAML.readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            String place =
                    e.getLocation() == null ? "" : " in line " + e.getLocation().getLineNr();
            problems.add(new Problem(
                    file.toString(),
                    "is no YAML, or has a name twice" + place,
                    "write each name once, as name: value"));
        } catch (IOException e) {
            problems.add(new Problem(flag, "cannot read " + file, "name a file that exists and is readable"));
        }
        return MissingNode.getInstance();
    }

    private static Map<String, List<String>> values(
            Path file, JsonNode tree, List<String> known, List<Problem> problems) {
        Map<String, List<String>> values = new HashMap<>();
        for (Map.Entry<String, JsonNode> field : tree.properties()) {
            String path = file + ": " + field.getKey();
            if (!known.contains(field.getKey())) {
                problems.add(new Problem(path, "unknown key", "known are " + String.join(", ", known)));
            } else {
                values.put(field.getKey(), texts(path, field.getValue(), problems));
            }
        }
        return values;
    }

    private static List<String> texts(String path, JsonNode value, List<Problem> problems) {
        List<String> texts = new ArrayList<>();
        for (JsonNode item : value.isArray() ? value : List.of(value)) {
            if (item.isValueNode() && !item.isNull()) {
                texts.add(item.asText());
            } else {
                problems.add(new Problem(path, "is no text or number", "give one value, or a list of values"));
            }
        }
        return texts;
    }
}
