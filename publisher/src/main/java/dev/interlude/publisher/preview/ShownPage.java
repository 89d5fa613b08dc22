package dev.interlude.publisher.preview;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A rendered page that believes what the preview chose: its media queries are answered in the style, its languages by a
 * script of one line, and its policy allows exactly these two changes.
 */
final class ShownPage {

    private static final Pattern STYLE = Pattern.compile("(?s)<style>(.*?)</style>");
    private static final Pattern FIRST_SCRIPT = Pattern.compile("<script[ >]");

    private ShownPage() {}

    /** The page in that theme, one of {@code auto}, {@code light} and {@code dark}. */
    static String inTheme(String page, String theme) {
        Matcher style = STYLE.matcher(page);
        if (theme.equals("auto") || !style.find()) {
            return page;
        }
        String other = theme.equals("dark") ? "light" : "dark";
        String original = style.group(1);
        String changed = original.replaceAll("\\(prefers-color-scheme: *" + theme + "\\)", "(min-width:0)")
                .replaceAll("\\(prefers-color-scheme: *" + other + "\\)", "(max-width:0)")
                .replaceAll("color-scheme: *light dark", "color-scheme:" + theme);
        return page.replace(original, changed)
                .replace(hash(original), hash(changed))
                .replace("content=\"light dark\"", "content=\"" + theme + "\"");
    }

    /** The page for a reader of that BCP 47 language alone; {@code auto} leaves it to the browser. */
    static String inLanguage(String page, String language) {
        Matcher first = FIRST_SCRIPT.matcher(page);
        if (language.equals("auto") || !first.find()) {
            return page;
        }
        String script = "Object.defineProperty(navigator,\"languages\",{value:[\"" + language + "\"]})";
        String with =
                page.substring(0, first.start()) + "<script>" + script + "</script>" + page.substring(first.start());
        return with.replaceFirst("script-src ", "script-src " + Matcher.quoteReplacement(hash(script)) + " ");
    }

    private static String hash(String inline) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(inline.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
