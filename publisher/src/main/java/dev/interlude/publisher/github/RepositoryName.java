package dev.interlude.publisher.github;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The repository that calls are about, and their addresses below it. */
record RepositoryName(String owner, String name) {

    static RepositoryName of(GitHubSettings settings) {
        return new RepositoryName(settings.owner(), settings.name());
    }

    String path(String below) {
        return "/repos/" + segment(owner) + "/" + segment(name) + below;
    }

    /** Percent-encoded, slashes too. */
    static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Percent-encoded but for its slashes. */
    static String segments(String text) {
        return segment(text).replace("%2F", "/");
    }

    @Override
    public String toString() {
        return owner + "/" + name;
    }
}
