package dev.interlude.publisher.site;

import java.util.Optional;
import java.util.function.Predicate;

/** Finds the longest words that fit: the body gives way first, then the title, each cut at a word with an ellipsis. */
final class Shortening {

    private static final String ELLIPSIS = "…";

    /** How far back a cut goes for the sake of a whole word; some languages write none apart. */
    private static final int WORD = 20;

    private Shortening() {}

    /** The words as they are to be; empty where even a title of one character is too much. */
    static Optional<EdgeWords> of(EdgeWords words, Predicate<EdgeWords> fits) {
        if (fits.test(words)) {
            return Optional.of(words);
        }
        Optional<String> body = longest(words.body(), text -> fits.test(words.saying(words.title(), text)));
        if (body.isPresent()) {
            return body.map(text -> words.saying(words.title(), text));
        }
        if (fits.test(words.saying(words.title(), ""))) {
            return Optional.of(words.saying(words.title(), ""));
        }
        return longest(words.title(), text -> fits.test(words.saying(text, ""))).map(text -> words.saying(text, ""));
    }

    /** The longest beginning of the text that fits; by halves, since more text never takes fewer bytes. */
    private static Optional<String> longest(String text, Predicate<String> fits) {
        int least = 0;
        int most = text.codePointCount(0, text.length()) - 1;
        while (least < most) {
            int middle = (least + most + 1) / 2;
            if (fits.test(beginning(text, middle).stripTrailing() + ELLIPSIS)) {
                least = middle;
            } else {
                most = middle - 1;
            }
        }
        String cut = text.isEmpty() ? "" : atAWord(text, beginning(text, least)).stripTrailing();
        return cut.isEmpty() || !fits.test(cut + ELLIPSIS) ? Optional.empty() : Optional.of(cut + ELLIPSIS);
    }

    private static String beginning(String text, int codePoints) {
        return text.substring(0, text.offsetByCodePoints(0, codePoints));
    }

    private static String atAWord(String text, String cut) {
        if (Character.isWhitespace(text.charAt(Math.min(cut.length(), text.length() - 1)))) {
            return cut;
        }
        for (int end = cut.length(); end > Math.max(0, cut.length() - WORD); end--) {
            if (Character.isWhitespace(cut.charAt(end - 1))) {
                return cut.substring(0, end);
            }
        }
        return cut;
    }
}
