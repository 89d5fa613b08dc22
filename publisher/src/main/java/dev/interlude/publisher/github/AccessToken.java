package dev.interlude.publisher.github;

import dev.interlude.publisher.failure.Failure;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A token for GitHub's API. It prints as asterisks, so that no log and no message can hold it by accident. */
public final class AccessToken {

    /** What an HTTP header may carry unharmed; every kind of token that GitHub issues is made of it. */
    private static final Pattern VISIBLE_ASCII = Pattern.compile("[!-~]+");

    private static final int LONGEST = 4096;
    private static final String MASK = "***";

    private final String source;
    private final String secret;
    private final TokenKind kind;

    private AccessToken(String source, String secret, TokenKind kind) {
        this.source = source;
        this.secret = secret;
        this.kind = kind;
    }

    /**
     * The token in that text.
     *
     * @param source where the text was found, in words
     * @param text the token; blanks and line breaks at its ends are dropped
     * @throws Failure CONFIGURATION if nothing is left, or anything that a token cannot hold
     */
    public static AccessToken of(String source, String text) {
        String token = text.strip();
        if (token.isEmpty()) {
            throw unusable(source, "it is empty");
        }
        if (token.startsWith("-----BEGIN")) {
            throw new Failure(
                    Failure.Kind.CONFIGURATION,
                    "use the GitHub token from " + source,
                    "it is a key and no token",
                    "give an App's key by --app-key-file or INTERLUDE_GITHUB_APP_KEY, with target.github.app");
        }
        if (token.lines().count() > 1) {
            throw unusable(source, "it has more than one line");
        }
        if (!VISIBLE_ASCII.matcher(token).matches()) {
            throw unusable(source, "it holds a blank or a character that no token has");
        }
        if (token.length() > LONGEST) {
            throw unusable(source, "it is longer than " + LONGEST + " characters");
        }
        return new AccessToken(source, token, TokenKind.of(token));
    }

    AccessToken as(TokenKind other) {
        return new AccessToken(source, secret, other);
    }

    /** Where it was found, as in "the variable GITHUB_TOKEN". */
    String source() {
        return source;
    }

    TokenKind kind() {
        return kind;
    }

    String authorization() {
        return "Bearer " + secret;
    }

    /** The text with asterisks in place of the token, also where JSON has escaped some of its characters. */
    String maskedIn(String text) {
        String plain = text.replace(secret, MASK);
        return plain.contains("\\u00") ? escaped().matcher(plain).replaceAll(MASK) : plain;
    }

    /** The same for bytes in an encoding that is like ASCII. */
    byte[] maskedIn(byte[] body) {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        String masked = maskedIn(text);
        return masked.equals(text) ? body : masked.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
        return MASK;
    }

    private Pattern escaped() {
        return Pattern.compile(secret.chars()
                .mapToObj(letter -> "(?:" + Pattern.quote(Character.toString(letter)) + "|\\\\u(?i:"
                        + String.format(Locale.ROOT, "%04x", letter) + "))")
                .collect(Collectors.joining()));
    }

    private static Failure unusable(String source, String why) {
        return new Failure(
                Failure.Kind.CONFIGURATION,
                "use the GitHub token from " + source,
                why,
                "put one token there, alone and on one line");
    }
}
