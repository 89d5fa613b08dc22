package dev.interlude.publisher.github.fake;

import java.util.Map;

/**
 * A request that the fake has answered.
 *
 * @param path with its query
 * @param status what it was answered with; 0 where the connection was cut
 * @param headers by their names in lower case
 */
public record SeenRequest(String method, String path, int status, Map<String, String> headers, String body) {

    /** Whether it was one for the API, rather than for a published page. */
    public boolean isApi() {
        return !path.startsWith("/pages/");
    }

    /** Whether it asked what became of a build or of a domain. */
    public boolean isPoll() {
        return "GET".equals(method) && (path.contains("/pages/builds") || path.endsWith("/pages/health"));
    }

    /** Method and path. */
    public String line() {
        return method + " " + path;
    }
}
