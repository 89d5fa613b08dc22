package dev.interlude.publisher.target;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The list of the files in a folder that are ours: a first line with the app, then a path a line.
 *
 * @param app whose files these are; empty where there is no list
 * @param paths relative, with forward slashes
 */
record Manifest(String app, SortedSet<String> paths) {

    static final String FOLDER = ".interlude";
    static final String NAME = FOLDER + "/manifest";

    private static final String FIRST_LINE = "interlude ";

    Manifest {
        paths = Collections.unmodifiableSortedSet(new TreeSet<>(paths));
    }

    static Manifest of(String app, Collection<String> paths) {
        return new Manifest(app, new TreeSet<>(paths));
    }

    /** The list in that folder; an empty one where there is none, or it is not one of ours. */
    static Manifest read(Path folder) throws IOException {
        try {
            List<String> lines = Files.readAllLines(folder.resolve(NAME));
            if (!lines.isEmpty() && lines.get(0).startsWith(FIRST_LINE)) {
                List<String> safe = lines.subList(1, lines.size()).stream()
                        .filter(FolderFiles::isInside)
                        .toList();
                return of(lines.get(0).substring(FIRST_LINE.length()), safe);
            }
        } catch (NoSuchFileException e) {
            // A folder that was never published into has no list.
        }
        return of("", List.of());
    }

    boolean belongsTo(String wanted) {
        return app.equals(wanted);
    }

    byte[] document() {
        List<String> lines = new ArrayList<>();
        lines.add(FIRST_LINE + app);
        lines.addAll(paths);
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
