package dev.interlude.publisher.failure;

import java.util.regex.Pattern;

/**
 * Takes out of a message what looks like a secret. Whoever writes a token where none belongs, into the name of a repository or
 * behind an option, is told what is wrong by a message that quotes it, and what a pipeline prints is read by many.
 */
public final class Masked {

    private static final String MASK = "***";

    /** As GitHub's begin. */
    private static final Pattern TOKEN = Pattern.compile("(gh[a-z]_|github_pat_)\\w{4,}");

    /** The name and the password in an address, also where it is none because of them. */
    private static final Pattern USER = Pattern.compile("//[^/\"']*@");

    private Masked() {}

    /** The text with asterisks in place of it. */
    public static String in(String text) {
        return USER.matcher(TOKEN.matcher(text).replaceAll("$1" + MASK)).replaceAll("//" + MASK + "@");
    }
}
