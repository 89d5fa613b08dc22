package dev.interlude.publisher.command;

import dev.interlude.protocol.Texts;
import dev.interlude.publisher.failure.Failure;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads texts given as {@code TEXT} or {@code LANGUAGE=TEXT}, one a language. */
final class TextOptions {

    private static final Pattern WITH_LANGUAGE =
            Pattern.compile("([A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4})=(.*)", Pattern.DOTALL);

    private TextOptions() {}

    /** A text without a language is in the default one, which must be there. */
    static Texts read(String flag, List<String> values, String defaultLanguage) {
        Map<String, String> byLanguage = new TreeMap<>();
        for (String value : values) {
            Matcher matcher = WITH_LANGUAGE.matcher(value);
            boolean tagged = matcher.matches();
            String language = tagged ? matcher.group(1) : defaultLanguage;
            if (byLanguage.put(language, tagged ? matcher.group(2) : value) != null) {
                throw new Failure(
                        Failure.Kind.USAGE, "read " + flag, "it is there twice in " + language, "keep one of the two");
            }
        }
        if (!byLanguage.isEmpty() && !byLanguage.containsKey(defaultLanguage)) {
            throw new Failure(
                    Failure.Kind.USAGE,
                    "read " + flag,
                    "the default language, " + defaultLanguage + ", is missing",
                    "add " + flag + " " + defaultLanguage + "=…");
        }
        return Texts.of(byLanguage);
    }
}
