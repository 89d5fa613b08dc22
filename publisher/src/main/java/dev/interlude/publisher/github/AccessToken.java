package dev.interlude.publisher.github;

import dev.interlude.publisher.failure.Failure;
import java.util.regex.Pattern;

/** A token for GitHub's API. It prints as asterisks, so that no log and no message can hold it by accident. */
public final class AccessToken {

    /** What an HTTP header may carry unharmed; every kind of token that GitHub issues is made of it. */
    private static final Pattern VISIBLE_ASCII = Pattern.compile("[!-~]+");

    private final String secret;

    private AccessToken(String secret) {
        this.secret = secret;
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
        if (!VISIBLE_ASCII.matcher(token).matches()) {
            throw unusable(source, "it holds a line break, a blank or a character that no token has");
        }
        return new AccessToken(token);
    }

    String authorization() {
        return "Bearer " + secret;
    }

    @Override
    public String toString() {
        return "***";
    }

    private static Failure unusable(String source, String why) {
        return new Failure(
                Failure.Kind.CONFIGURATION,
                "use the GitHub token from " + source,
                why,
                "put one token there, alone and on one line");
    }
}
