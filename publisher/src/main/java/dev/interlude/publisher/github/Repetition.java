package dev.interlude.publisher.github;

import java.util.regex.Pattern;

/**
 * Which requests may be sent twice when nobody knows whether the first one arrived. Git objects are named by their
 * content, and a ref that is moved to the same commit again stays where it is; a second repository or Pages site would
 * be refused and then be misread as somebody else's.
 */
final class Repetition {

    private static final Pattern GIT_OBJECTS = Pattern.compile(".*/git/(blobs|trees|commits)");

    private Repetition() {}

    static boolean isSafe(String method, String path) {
        return switch (method) {
            case "GET", "HEAD", "PUT", "PATCH" -> true;
            case "POST" -> GIT_OBJECTS.matcher(path).matches();
            default -> false;
        };
    }
}
