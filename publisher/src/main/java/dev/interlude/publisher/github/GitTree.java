package dev.interlude.publisher.github;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The folder that a set of files makes up, and the name that Git gives to it. Two sites are the same exactly where
 * these names are, so "is there anything to do" is one comparison.
 */
final class GitTree {

    /** The name of the folder that holds nothing. */
    static final String EMPTY = GitBlob.objectId("tree", new byte[0]);

    private final SortedMap<String, byte[]> files = new TreeMap<>();
    private final SortedMap<String, GitTree> folders = new TreeMap<>();

    private GitTree() {}

    static GitTree of(Map<String, byte[]> files) {
        GitTree root = new GitTree();
        files.forEach(root::put);
        return root;
    }

    String id() {
        // Git orders by bytes, and a folder as if its name ended with a slash.
        SortedMap<byte[], Entry> entries = new TreeMap<>(Arrays::compareUnsigned);
        files.forEach((name, content) -> entries.put(utf8(name), new Entry("100644", name, GitBlob.id(content))));
        folders.forEach((name, folder) -> entries.put(utf8(name + "/"), new Entry("40000", name, folder.id())));
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        entries.values().forEach(entry -> entry.writeTo(body));
        return GitBlob.objectId("tree", body.toByteArray());
    }

    private void put(String path, byte[] content) {
        int slash = path.indexOf('/');
        if (slash < 0) {
            files.put(path, content);
        } else {
            folders.computeIfAbsent(path.substring(0, slash), name -> new GitTree())
                    .put(path.substring(slash + 1), content);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private record Entry(String mode, String name, String id) {

        void writeTo(ByteArrayOutputStream body) {
            body.writeBytes(utf8(mode + " " + name + "\0"));
            body.writeBytes(HexFormat.of().parseHex(id));
        }
    }
}
