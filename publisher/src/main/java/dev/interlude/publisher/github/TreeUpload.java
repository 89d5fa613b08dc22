package dev.interlude.publisher.github;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.interlude.publisher.failure.Failure;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings a folder to GitHub: text inside the tree request, everything else as blobs that the repository does not have
 * yet. What GitHub made of it must bear the name that was computed here, which finds any damage on the way.
 */
final class TreeUpload {

    /** GitHub's gateway fails at some megabytes; a request stays well below. */
    private static final int LARGEST_REQUEST = 900 * 1024;

    private final BlobEndpoint blobs;
    private final TreeEndpoint trees;
    private final Supplier<Set<String>> present;
    private @Nullable String written;
    private ArrayNode pending = JsonNodeFactory.instance.arrayNode();
    private int pendingBytes;

    /** @param present the names of blobs that the repository holds; asked for only where there are blobs to upload */
    TreeUpload(BlobEndpoint blobs, TreeEndpoint trees, Supplier<Set<String>> present) {
        this.blobs = blobs;
        this.trees = trees;
        this.present = present;
    }

    /** The name of the folder's tree; empty where the repository is empty and takes no objects yet. */
    Optional<String> upload(SortedMap<String, byte[]> files) {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Optional<ObjectNode> entry = entry(file.getKey(), file.getValue());
            if (entry.isEmpty() || !add(entry.get())) {
                return Optional.empty();
            }
        }
        if (!flush()) {
            return Optional.empty();
        }
        String name = written == null ? GitTree.EMPTY : written;
        assertSame("the folder", GitTree.of(files).id(), name);
        return Optional.of(name);
    }

    private Optional<ObjectNode> entry(String path, byte[] content) {
        ObjectNode entry = JsonNodeFactory.instance
                .objectNode()
                .put("path", path)
                .put("mode", "100644")
                .put("type", "blob");
        Optional<String> text = InlineText.of(content);
        if (text.isPresent()) {
            return Optional.of(entry.put("content", text.get()));
        }
        return blob(path, content).map(id -> entry.put("sha", id));
    }

    private Optional<String> blob(String path, byte[] content) {
        String id = GitBlob.id(content);
        if (present.get().contains(id)) {
            return Optional.of(id);
        }
        Optional<String> created = blobs.create(path, content);
        created.ifPresent(name -> assertSame(path, id, name));
        return created;
    }

    private boolean add(ObjectNode entry) {
        int bytes = entry.toString().getBytes(StandardCharsets.UTF_8).length;
        if (pendingBytes + bytes > LARGEST_REQUEST && !flush()) {
            return false;
        }
        pending.add(entry);
        pendingBytes += bytes;
        return true;
    }

    /** A folder that is too large for one request grows by several, each on top of the one before. */
    private boolean flush() {
        if (pending.isEmpty()) {
            return true;
        }
        Optional<String> tree = trees.create(written, pending);
        written = tree.orElse(written);
        pending = JsonNodeFactory.instance.arrayNode();
        pendingBytes = 0;
        return tree.isPresent();
    }

    private static void assertSame(String what, String expected, String actual) {
        if (!expected.equals(actual)) {
            throw new Failure(
                    Failure.Kind.UNREACHABLE,
                    "upload " + what,
                    "GitHub stored " + actual + " where " + expected + " was sent",
                    "something between here and GitHub changes what is sent: look for a proxy; nothing was published");
        }
    }
}
