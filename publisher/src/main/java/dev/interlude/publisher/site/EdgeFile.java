package dev.interlude.publisher.site;

import dev.interlude.publisher.failure.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/**
 * One file with a limit.
 *
 * @param name its path below {@code edge/}
 * @param limit bytes in UTF-8
 * @param rendering what it holds for given words
 */
record EdgeFile(String name, int limit, Function<EdgeWords, String> rendering) {

    /** The words, or as much of them as fits; empty where none would. */
    Optional<EdgeWords> shortened(EdgeWords words) {
        return Shortening.of(words, this::fits);
    }

    boolean fits(EdgeWords words) {
        return size(words) <= limit;
    }

    /** What is wrong, with words that are right. */
    Problem problem(EdgeWords words) {
        String message = "it would have " + size(words) + " bytes, and " + limit + " are allowed";
        Optional<EdgeWords> fitting = shortened(words);
        if (fitting.isEmpty() || words.source() == EdgeWords.Source.BUILT_IN) {
            return new Problem(
                    path(), message, "shorten its template, site.title, site.url or texts/ in site.templates");
        }
        EdgeWords offered = fitting.get();
        String title = offered.title().equals(words.title()) ? "" : "title \"" + offered.title() + "\" and ";
        String body = offered.body().isEmpty() ? "no body" : "body \"" + offered.body() + "\"";
        return new Problem(
                path(), message, "this fits: " + title + body + "; announce that, or let render --shorten use it here");
    }

    private String path() {
        return "edge/" + name;
    }

    private int size(EdgeWords words) {
        return rendering.apply(words).getBytes(StandardCharsets.UTF_8).length;
    }
}
