package dev.interlude.publisher.site;

import dev.interlude.protocol.Phase;
import dev.interlude.protocol.Texts;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a notice says where the operator gave no words for it, in every language there is. Always in the default
 * language too, with the words of the nearest one (or English) where there is no file for it.
 */
public final class DefaultTexts {

    private final String defaultLanguage;
    private final SortedMap<String, PageTexts> languages;

    private DefaultTexts(String defaultLanguage, SortedMap<String, PageTexts> languages) {
        this.defaultLanguage = defaultLanguage;
        this.languages = languages;
    }

    /**
     * The built-in texts with the operator's own from {@code site.templates}.
     *
     * @throws dev.interlude.publisher.failure.Failure where a file of texts cannot be used
     */
    public static DefaultTexts of(SiteSettings settings) {
        return new DefaultTexts(settings.defaultLanguage(), PageTexts.all(UserFiles.in(settings.templates())));
    }

    /** The languages there are, as BCP 47 tags in alphabetical order. */
    public List<String> languages() {
        return List.copyOf(languages.keySet());
    }

    /** The title of a notice in that phase, one of scheduled and in progress. */
    public Texts title(Phase phase) {
        return texts(prefix(phase) + "Title");
    }

    /** The body of a notice in that phase, one of scheduled and in progress. */
    public Texts body(Phase phase) {
        return texts(prefix(phase) + "Body");
    }

    private static String prefix(Phase phase) {
        return switch (phase) {
            case SCHEDULED -> "scheduled";
            case IN_PROGRESS -> "inProgress";
            case OPERATIONAL, COMPLETED ->
                throw new IllegalArgumentException("no notice begins in phase " + phase.wireName());
        };
    }

    private Texts texts(String key) {
        SortedMap<String, String> byLanguage = new TreeMap<>();
        languages.forEach((tag, texts) ->
                byLanguage.put(tag, Objects.requireNonNull(texts.notice().get(key))));
        PageTexts nearest = PageTexts.best(languages, defaultLanguage);
        byLanguage.putIfAbsent(
                defaultLanguage, Objects.requireNonNull(nearest.notice().get(key)));
        return Texts.of(byLanguage);
    }
}
