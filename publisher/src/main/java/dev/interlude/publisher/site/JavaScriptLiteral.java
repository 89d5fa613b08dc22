package dev.interlude.publisher.site;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A text as a literal of JavaScript that every engine since ES5 reads as that text, inside HTML too. */
final class JavaScriptLiteral {

    private JavaScriptLiteral() {}

    /** In double quotes; {@code null} for null. */
    static String of(@Nullable String text) {
        if (text == null) {
            return "null";
        }
        StringBuilder literal = new StringBuilder(text.length() + 2).append('"');
        text.chars().forEach(character -> append(literal, (char) character));
        // Neither the end of a script element nor the beginning of a comment in one.
        return literal.append('"').toString().replace("</", "<\\/").replace("<!", "<\\u0021");
    }

    private static void append(StringBuilder literal, char character) {
        switch (character) {
            case '"', '\\' -> literal.append('\\').append(character);
            case '\n' -> literal.append("\\n");
            // U+2028 and U+2029 are ends of lines that JSON allows in a string and ES5 does not.
            case '\u2028', '\u2029' -> escape(literal, character);
            default -> {
                if (Character.isISOControl(character)) {
                    escape(literal, character);
                } else {
                    literal.append(character);
                }
            }
        }
    }

    private static void escape(StringBuilder literal, char character) {
        literal.append(String.format(Locale.ROOT, "\\u%04x", (int) character));
    }
}
