package dev.interlude.publisher.github;

import java.util.Locale;
import java.util.stream.Stream;

/** What a repository answers in its first seconds, while not every part of GitHub knows about it. */
final class Unsettled {

    private Unsettled() {}

    static boolean saysSo(Answer answer) {
        String message = answer.message().toLowerCase(Locale.ROOT);
        return switch (answer.status()) {
            case 404 -> !message.contains("certificate");
            case 409 -> message.contains("empty");
            case 422 ->
                Stream.of("must exist", "does not exist", "reference update failed")
                        .anyMatch(message::contains);
            default -> false;
        };
    }
}
