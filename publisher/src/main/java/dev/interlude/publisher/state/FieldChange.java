package dev.interlude.publisher.state;

import com.fasterxml.jackson.databind.JsonNode;
import dev.interlude.protocol.MaintenanceState;
import dev.interlude.protocol.StateCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One field of a state that differs.
 *
 * @param pointer where it stands, as in {@code /notice/endsAt}
 * @param before its value as JSON; empty where it is missing
 * @param after the same, afterwards
 */
public record FieldChange(String pointer, String before, String after) {

    /** The differences between two states, sorted by their pointers. */
    static List<FieldChange> between(MaintenanceState before, MaintenanceState after) {
        SortedMap<String, String> old = fields(before);
        SortedMap<String, String> next = fields(after);
        SortedSet<String> pointers = new TreeSet<>(old.keySet());
        pointers.addAll(next.keySet());
        List<FieldChange> changes = new ArrayList<>();
        for (String pointer : pointers) {
            FieldChange change =
                    new FieldChange(pointer, old.getOrDefault(pointer, ""), next.getOrDefault(pointer, ""));
            if (!change.before().equals(change.after())) {
                changes.add(change);
            }
        }
        return changes;
    }

    private static SortedMap<String, String> fields(MaintenanceState state) {
        SortedMap<String, String> fields = new TreeMap<>();
        collect("", StateCodec.tree(state), fields);
        return fields;
    }

    private static void collect(String pointer, JsonNode node, SortedMap<String, String> fields) {
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> entry : node.properties()) {
                String name = entry.getKey().replace("~", "~0").replace("/", "~1");
                collect(pointer + "/" + name, entry.getValue(), fields);
            }
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(pointer + "/" + i, node.get(i), fields);
            }
        } else {
            fields.put(pointer, node.toString());
        }
    }
}
