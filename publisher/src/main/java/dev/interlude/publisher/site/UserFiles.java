package dev.interlude.publisher.site;

import dev.interlude.publisher.failure.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The operator's own folder, read once: files that replace or add to the built-in templates, and files that are
 * published as they are.
 *
 * <p>Templates are {@code *.ftlh} and {@code *.ftl} anywhere, {@code page.css} and {@code texts/*.json}; everything else is published.
 *
 * @param files relative paths with forward slashes to content, sorted
 */
record UserFiles(SortedMap<String, byte[]> files) {

    static final int MAX_FILES = 300;
    static final long MAX_FILE_BYTES = 10L * 1024 * 1024;
    static final long MAX_TOTAL_BYTES = 50L * 1024 * 1024;

    /** A folder deeper than this is a mistake, most likely a link to one above it. */
    private static final int MAX_DEPTH = 16;

    private static final List<String> RENDERED = List.of(
            "index.html", "404.html", "state.json", "503.json", "calendar.ics", "feed.xml", ".nojekyll", "CNAME");

    /** What a line of a list of files cannot hold, and other systems take for a part of a path. */
    private static final Pattern UNLISTABLE = Pattern.compile("[\\\\\\p{Cntrl}]");

    /** The files of that folder; none where there is no folder. */
    static UserFiles in(@Nullable Path folder) {
        if (folder == null) {
            return new UserFiles(Collections.emptySortedMap());
        }
        try {
            return read(folder, folder.toRealPath());
        } catch (IOException | UncheckedIOException e) {
            throw refused(folder, "it cannot be read: " + e.getMessage(), "check the path and who may read it")
                    .causedBy(e);
        }
    }

    /** The files that the site carries beside the rendered ones. */
    Map<String, byte[]> published() {
        return filtered(path -> !isTemplate(path));
    }

    /** The files that the renderer reads in place of, or in addition to, the built-in ones. */
    Map<String, byte[]> templates() {
        return filtered(UserFiles::isTemplate);
    }

    private static UserFiles read(Path folder, Path realFolder) throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>();
        long total = 0;
        for (Path file : filesIn(folder)) {
            String name = nameOf(folder.relativize(file));
            if (!file.toRealPath().startsWith(realFolder)) {
                throw refused(file, "it is a link out of " + folder, "copy the file into the folder");
            }
            refuseReserved(file, name);
            long size = Files.size(file);
            total += size;
            if (size > MAX_FILE_BYTES || total > MAX_TOTAL_BYTES || files.size() == MAX_FILES) {
                throw refused(
                        file,
                        "the folder holds more than " + MAX_FILES + " files, " + MAX_TOTAL_BYTES / (1024 * 1024)
                                + " MiB, or a file of more than " + MAX_FILE_BYTES / (1024 * 1024) + " MiB",
                        "keep what users need during an outage and move the rest elsewhere");
            }
            files.put(name, Files.readAllBytes(file));
        }
        return new UserFiles(Collections.unmodifiableSortedMap(files));
    }

    /** One more than may be there at most, so that a folder of millions is not listed whole. */
    private static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder, MAX_DEPTH, FileVisitOption.FOLLOW_LINKS)) {
            return walk.filter(Files::isRegularFile)
                    .limit(MAX_FILES + 1L)
                    .sorted()
                    .collect(Collectors.toList());
        }
    }

    private static void refuseReserved(Path file, String name) {
        if (RENDERED.contains(name) || name.startsWith("schema/") || name.startsWith("api/v2/")) {
            throw refused(
                    file,
                    name + " is a file that the publisher writes itself",
                    name.equals("CNAME")
                            ? "set target.github.domain instead"
                            : "give it another name, or change index.ftlh, page.css or texts/ instead");
        }
        if (name.startsWith(".interlude/")) {
            throw refused(file, "the publisher keeps what it needs there", "give the folder another name");
        }
        if (UNLISTABLE.matcher(name).find()) {
            throw refused(file, "its name has a backslash or a control character", "give it another name");
        }
        if (Stream.of(name.split("/")).anyMatch(part -> part.equalsIgnoreCase(".git"))) {
            throw refused(file, "a repository is not part of a site", "choose a folder without .git");
        }
    }

    private static String nameOf(Path relative) {
        return Stream.iterate(0, index -> index < relative.getNameCount(), index -> index + 1)
                .map(index -> relative.getName(index).toString())
                .collect(Collectors.joining("/"));
    }

    private static boolean isTemplate(String path) {
        return path.endsWith(".ftlh")
                || path.endsWith(".ftl")
                || path.equals("page.css")
                || path.matches("texts/[^/]+\\.json");
    }

    private Map<String, byte[]> filtered(Predicate<String> wanted) {
        SortedMap<String, byte[]> some = new TreeMap<>(files);
        some.keySet().removeIf(wanted.negate());
        return some;
    }

    private static Failure refused(Path place, String happened, String advice) {
        return new Failure(Failure.Kind.CONFIGURATION, "take " + place + " from site.templates", happened, advice);
    }
}
