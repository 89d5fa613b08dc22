package dev.interlude.publisher.github;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Takes every secret that was sent out of what comes back: a proxy or a debugging server may echo its request, and
 * whatever is said, logged or shown is made of answers. Used by one thread.
 */
final class Redaction {

    /** An App's tokens and proofs change within a run; an echo comes at once, or at most one renewal late. */
    private static final int REMEMBERED = 8;

    private final Deque<AccessToken> sent = new ArrayDeque<>();

    void sending(AccessToken token) {
        if (sent.stream().noneMatch(known -> known.authorization().equals(token.authorization()))) {
            sent.addFirst(token);
        }
        if (sent.size() > REMEMBERED) {
            sent.removeLast();
        }
    }

    Received of(Received answer) {
        byte[] body = answer.body();
        for (AccessToken token : sent) {
            body = token.maskedIn(body);
        }
        Map<String, List<String>> headers = answer.allHeaders().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        header -> header.getValue().stream().map(this::of).toList()));
        return answer.with(headers, body);
    }

    String of(String text) {
        String masked = text;
        for (AccessToken token : sent) {
            masked = token.maskedIn(masked);
        }
        return masked;
    }
}
