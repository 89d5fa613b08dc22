package dev.interlude.publisher.github;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tells an answer that means "later" from one that means "no". GitHub says both with 403, and the secondary limits may
 * come without any header (hub4j/github-api#2009).
 */
final class RateLimit {

    /** What GitHub's documentation asks for where no header says more. */
    private static final Duration UNSAID = Duration.ofMinutes(1);

    private static final int MOST_DOUBLINGS = 6;

    /** A message of GitHub's is far shorter; a page of a proxy is not searched to its end. */
    private static final int SEARCHED = 64 * 1024;

    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

    private RateLimit() {}

    /**
     * How long to wait before the same request may be sent again; empty where the answer is no rate limit.
     *
     * @param attempt 1 for the first time that this request was held up; a limit that is over at once, again and again,
     *     is waited for longer each time
     */
    static Optional<Duration> waitAfter(Received answer, int attempt, Instant now) {
        if (answer.statusCode() != 403 && answer.statusCode() != 429) {
            return Optional.empty();
        }
        long doubled = 1L << Math.min(attempt - 1, MOST_DOUBLINGS);
        Optional<Duration> told = retryAfter(answer, now).or(() -> reset(answer, serverTime(answer, now)));
        if (told.isPresent()) {
            return told.map(wait -> attempt == 1 ? wait : longer(wait, Duration.ofSeconds(doubled)));
        }
        boolean limited = answer.statusCode() == 429 || answer.header("GH-Limited-By") != null || saysSo(answer);
        return limited ? Optional.of(UNSAID.multipliedBy(doubled)) : Optional.empty();
    }

    /** What the header of that name asks for: seconds, or a time by the server's clock. */
    static Optional<Duration> retryAfter(Received answer, Instant now) {
        String value = answer.header("Retry-After");
        if (value == null) {
            return Optional.empty();
        }
        if (SECONDS.matcher(value.strip()).matches()) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value.strip())));
        }
        return HttpDate.read(value)
                .map(until -> longer(Duration.between(serverTime(answer, now), until), Duration.ZERO));
    }

    /** The reset is told by the server's clock, so it is measured by the server's clock. */
    private static Optional<Duration> reset(Received answer, Instant serverTime) {
        String reset = answer.header("X-RateLimit-Reset");
        String remaining = answer.header("X-RateLimit-Remaining");
        boolean spent = remaining != null && "0".equals(remaining.strip());
        if (!spent || reset == null || !Pattern.matches("\\d{1,12}", reset.strip())) {
            return Optional.empty();
        }
        Instant until = Instant.ofEpochSecond(Long.parseLong(reset.strip()));
        return Optional.of(
                longer(Duration.between(serverTime, until), Duration.ZERO).plusSeconds(1));
    }

    private static Instant serverTime(Received answer, Instant now) {
        return answer.serverTime().orElse(now);
    }

    /** In its message, or in the address of the documentation that it points to. */
    private static boolean saysSo(Received answer) {
        byte[] body = answer.body();
        String text = new String(body, 0, Math.min(body.length, SEARCHED), StandardCharsets.UTF_8);
        String lower = text.toLowerCase(Locale.ROOT);
        return Stream.of("rate limit", "rate-limit", "abuse detection").anyMatch(lower::contains);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
