package dev.interlude.publisher.site;

import dev.interlude.publisher.failure.Failure;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A style sheet made ready to stand inside the page: without comments, and without white space that nobody needs. */
final class StyleSheet {

    /** A string, which stays; a comment; or white space around what separates tokens. */
    private static final Pattern TOKENS = Pattern.compile("(?s)(\"(?:\\\\.|[^\"\\\\])*\"|'(?:\\\\.|[^'\\\\])*')"
            + "|/\\*.*?\\*/|\\s*([{};,>])\\s*|(:)\\s+|(\\s)\\s+|([\\n\\r\\t\\f])");

    private StyleSheet() {}

    static String compact(String css) {
        if (css.toLowerCase(Locale.ROOT).contains("</style")) {
            throw new Failure(
                    Failure.Kind.CONFIGURATION,
                    "put page.css into the page",
                    "it holds \"</style\", which would end it there",
                    "write it as \"<\\/style\" inside a string");
        }
        String withoutComments = replace(css, true);
        return replace(withoutComments, false).replace(";}", "}").strip();
    }

    private static String replace(String css, boolean onlyComments) {
        return TOKENS.matcher(css).replaceAll(found -> {
            String all = found.group();
            String kept;
            if (found.group(1) != null) {
                kept = all;
            } else if (all.startsWith("/*")) {
                kept = " ";
            } else if (onlyComments) {
                kept = all;
            } else if (found.group(2) != null) {
                kept = found.group(2);
            } else {
                kept = found.group(3) != null ? ":" : " ";
            }
            return Matcher.quoteReplacement(kept);
        });
    }
}
