package dev.interlude.publisher.preview;

import dev.interlude.publisher.failure.Failure;
import dev.interlude.publisher.failure.Problem;
import dev.interlude.publisher.failure.ProblemsFound;
import java.nio.charset.StandardCharsets;

/** What a request gets: a status, a media type and content that nobody changes. */
final class Answer {

    private final int status;
    private final String contentType;
    private final byte[] body;

    Answer(int status, String contentType, byte[] body) {
        this.status = status;
        this.contentType = contentType;
        this.body = body;
    }

    int status() {
        return status;
    }

    String contentType() {
        return contentType;
    }

    byte[] body() {
        return body;
    }

    static Answer text(int status, String text) {
        return new Answer(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    static Answer html(String html) {
        return new Answer(200, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
    }

    /** What could not be rendered, in the place where it would stand. */
    static Answer failure(Failure failure) {
        return mistake(
                "Could not " + failure.tried(),
                "<p>" + escaped(failure.happened()) + "</p><p><small>" + escaped("What to do: " + failure.advice())
                        + "</small></p>");
    }

    static Answer problems(ProblemsFound found) {
        StringBuilder list = new StringBuilder("<ul>");
        for (Problem problem : found.problems()) {
            list.append("<li><b>" + escaped(problem.path()) + "</b> " + escaped(problem.message()) + "<br><small>"
                    + escaped(problem.hint()) + "</small></li>");
        }
        return mistake(String.valueOf(found.getMessage()), list + "</ul>");
    }

    private static Answer mistake(String heading, String body) {
        String page = """
                <!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
                <title>Mistake</title><link rel="stylesheet" href="/preview.css">
                <body class="mistake"><h1>%s</h1>%s</body></html>
                """.formatted(escaped(heading), body);
        return new Answer(500, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
