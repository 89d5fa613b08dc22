package dev.interlude.publisher.site;

import dev.interlude.protocol.Phase;
import dev.interlude.protocol.Texts;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

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
        return texts(PageTexts::notice, prefix(phase) + "Title");
    }

    /** The body of a notice in that phase, one of scheduled and in progress. */
    public Texts body(Phase phase) {
        // The page's own sentence, which it carries in every language anyway: said in the same words it costs no bytes.
        return phase == Phase.IN_PROGRESS
                ? texts(PageTexts::page, "unavailableBody")
                : texts(PageTexts::notice, prefix(phase) + "Body");
    }

    private static String prefix(Phase phase) {
        return switch (phase) {
            case SCHEDULED -> "scheduled";
            case IN_PROGRESS -> "inProgress";
            case OPERATIONAL, COMPLETED ->
                throw new IllegalArgumentException("no notice begins in phase " + phase.wireName());
        };
    }

    private Texts texts(Function<PageTexts, Map<String, String>> group, String key) {
        SortedMap<String, String> byLanguage = new TreeMap<>();
        languages.forEach((tag, texts) ->
                byLanguage.put(tag, Objects.requireNonNull(group.apply(texts).get(key))));
        PageTexts nearest = PageTexts.best(languages, defaultLanguage);
        byLanguage.putIfAbsent(
                defaultLanguage, Objects.requireNonNull(group.apply(nearest).get(key)));
        return Texts.of(byLanguage);
    }
}
