package dev.interlude.publisher.github.fake;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Sets of files whose names are chosen to be sorted, escaped or encoded wrongly. */
public final class HostileNames {

    private static final List<String> PARTS = List.of(
            "a",
            "a.txt",
            "a-c",
            "a0",
            "A",
            "é",
            "e\u0301",
            "日本語",
            "\uff5e",
            "\ud83d\ude00",
            " space ",
            "tab\there",
            "line\nbreak",
            "quote\"s",
            "back\\slash",
            "-rf",
            "...",
            "%2F",
            "100644",
            ".gitattributes",
            ".gitignore",
            ".gitmodules",
            "CNAME",
            "a b",
            "a\u00a0b",
            "a.",
            "b",
            "b-",
            "b.txt",
            "b0",
            "\uffff",
            "\ud800\udc00",
            "CON",
            "~",
            "\u007f");

    private HostileNames() {}

    /** Files of which none lies below another; the same seed gives the same ones. */
    public static Map<String, byte[]> files(long seed) {
        Random random = new Random(seed);
        Map<String, byte[]> files = new TreeMap<>();
        int count = 1 + random.nextInt(30);
        for (int i = 0; i < count; i++) {
            StringBuilder path = new StringBuilder(part(random));
            for (int depth = random.nextInt(4); depth > 0; depth--) {
                path.append('/').append(part(random));
            }
            byte[] content = ("content " + random.nextInt(5)).getBytes(StandardCharsets.UTF_8);
            String name = path.toString();
            boolean clashes = files.keySet().stream()
                    .anyMatch(other -> other.startsWith(name + "/") || name.startsWith(other + "/"));
            if (!clashes) {
                files.put(name, content);
            }
        }
        return files;
    }

    private static String part(Random random) {
        return PARTS.get(random.nextInt(PARTS.size()));
    }
}
