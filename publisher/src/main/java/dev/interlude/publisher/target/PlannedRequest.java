package dev.interlude.publisher.target;

/**
 * A request that publishing makes.
 *
 * @param method as in {@code POST}
 * @param path below the API's base, with its query; names that only GitHub can give stand in braces
 * @param certainty whether it is always made
 */
public record PlannedRequest(String method, String path, Certainty certainty) {

    /** How sure it is. */
    public enum Certainty {
        ALWAYS,
        /** Left out where the other side has done it by itself by then. */
        IF_STILL_NEEDED
    }

    /** Whether it changes nothing on the other side. */
    public boolean isRead() {
        return "GET".equals(method);
    }

    /** Method and path. */
    public String line() {
        return method + " " + path;
    }
}
