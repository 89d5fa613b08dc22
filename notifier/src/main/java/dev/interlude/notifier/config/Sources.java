package dev.interlude.notifier.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a value can come from, the one that wins first. */
record Sources(
        Map<String, List<String>> flags,
        Map<String, List<String>> file,
        @Nullable Path fileName) {

    /**
     * A value and where it was found.
     *
     * @param path as a {@link Problem} names it
     */
    record Value(String path, String text, boolean isFlag) {}

    /** All values of a name from the source that wins; empty where none has it. */
    List<Value> all(String name) {
        List<String> given = flags.getOrDefault(name, List.of());
        if (!given.isEmpty()) {
            return given.stream()
                    .map(text -> new Value("--" + name, text, true))
                    .toList();
        }
        return file.getOrDefault(name, List.of()).stream()
                .map(text -> new Value(fileName + ": " + name, text, false))
                .toList();
    }

    /** The value of a name that can have only one; null where it has none. */
    @Nullable
    Value one(String name, List<Problem> problems) {
        List<Value> values = all(name);
        if (values.size() > 1) {
            problems.add(new Problem(values.get(0).path(), "is given " + values.size() + " times", "give it once"));
        }
        return values.isEmpty() ? null : values.get(0);
    }
}
