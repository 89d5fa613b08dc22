package dev.interlude.protocol;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One text in one or several languages; empty where the document has none.
 *
 * @param byLanguage BCP 47 tag to plain text, sorted by tag so that every rendering of it is the same
 */
public record Texts(SortedMap<String, String> byLanguage) {

    /** No text at all. */
    public static final Texts NONE = new Texts(new TreeMap<>());

    public Texts {
        byLanguage = Collections.unmodifiableSortedMap(new TreeMap<>(byLanguage));
    }

    public static Texts of(Map<String, String> byLanguage) {
        return new Texts(new TreeMap<>(byLanguage));
    }

    public static Texts of(String language, String text) {
        return of(Map.of(language, text));
    }

    public boolean isEmpty() {
        return byLanguage.isEmpty();
    }

    /** The text in exactly that language. */
    public Optional<String> in(String language) {
        return Optional.ofNullable(byLanguage.get(language));
    }

    /** The text in that language, else in the first language there is; empty only where there is no text. */
    public String preferring(String language) {
        return in(language).orElseGet(() -> isEmpty() ? "" : byLanguage.get(byLanguage.firstKey()));
    }
}
