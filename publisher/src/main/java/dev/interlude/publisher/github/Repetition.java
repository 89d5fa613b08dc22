package dev.interlude.publisher.github;

import java.util.regex.Pattern;

/**
 * Which requests may be sent twice when nobody knows whether the first one arrived. Git objects are named by their
 * content; a ref that is moved to the same commit stays where it is; a Pages site that turns out to be there is read
 * again; a second token of an App harms nobody. Everything else is looked for first, by whoever sends it.
 */
final class Repetition {

    private static final Pattern SAFE_POSTS =
            Pattern.compile(".*/(git/(blobs|trees|commits)|pages|app/installations/\\d+/access_tokens)");
    private static final Pattern SEED = Pattern.compile(".*/contents/.*");

    private Repetition() {}

    static boolean isSafe(String method, String path) {
        return switch (method) {
            case "GET", "HEAD", "PATCH" -> true;
            case "PUT" -> !SEED.matcher(path).matches();
            case "POST" -> SAFE_POSTS.matcher(path).matches();
            default -> false;
        };
    }
}
