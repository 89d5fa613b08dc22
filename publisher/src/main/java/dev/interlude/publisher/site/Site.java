package dev.interlude.publisher.site;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A rendered site: relative paths with forward slashes to their bytes, sorted by path. Nobody changes the bytes. */
public final class Site {

    private final SortedMap<String, byte[]> files;

    public Site(Map<String, byte[]> files) {
        this.files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    public SortedMap<String, byte[]> files() {
        return files;
    }

    public Optional<byte[]> file(String path) {
        return Optional.ofNullable(files.get(path));
    }

    /** This site with one file more, or with that file replaced. */
    public Site with(String path, byte[] content) {
        SortedMap<String, byte[]> more = new TreeMap<>(files);
        more.put(path, content);
        return new Site(more);
    }
}
