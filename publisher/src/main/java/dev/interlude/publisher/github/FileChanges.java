package dev.interlude.publisher.github;

import dev.interlude.publisher.target.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Tells apart, path by path, what a folder holds and what it is to hold. */
final class FileChanges {

    private FileChanges() {}

    /**
     * The differences between two folders that are known not to be the same.
     *
     * @param listing what the one holds, as far as GitHub lists it
     * @param wanted path to bytes
     */
    static List<Change> between(TreeEndpoint.Listing listing, SortedMap<String, byte[]> wanted) {
        Map<String, String> present = listing.files();
        List<Change> changes = new ArrayList<>();
        wanted.forEach((path, content) -> {
            String size = content.length + " bytes";
            if (!present.containsKey(path)) {
                changes.add(new Change(Change.Kind.CREATE, path, size));
            } else if (!GitBlob.id(content).equals(present.get(path))) {
                changes.add(new Change(Change.Kind.UPDATE, path, size));
            }
        });
        present.keySet().stream()
                .filter(path -> !wanted.containsKey(path))
                .sorted()
                .forEach(path -> changes.add(new Change(Change.Kind.DELETE, path, "")));
        if (!listing.whole()) {
            changes.add(new Change(Change.Kind.DELETE, "files that GitHub does not list", "there are too many"));
        } else if (changes.isEmpty()) {
            changes.add(new Change(Change.Kind.UPDATE, "file modes", "become those of plain files"));
        }
        return changes;
    }
}
