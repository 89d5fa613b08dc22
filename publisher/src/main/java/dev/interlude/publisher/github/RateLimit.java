package dev.interlude.publisher.github;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells an answer that means "later" from one that means "no". GitHub says both with 403, and the secondary limits may
 * come without any header (hub4j/github-api#2009).
 */
final class RateLimit {

    /** What GitHub's documentation asks for where no header says more. */
    private static final Duration UNSAID = Duration.ofMinutes(1);

    private static final int MOST_DOUBLINGS = 6;
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

    private RateLimit() {}

    /**
     * How long to wait before the same request may be sent again; empty where the answer is no rate limit.
     *
     * @param attempt 1 for the first time that this request was held up
     */
    static Optional<Duration> waitAfter(Received answer, int attempt, Instant now) {
        if (answer.statusCode() != 403 && answer.statusCode() != 429) {
            return Optional.empty();
        }
        Optional<Duration> told = retryAfter(answer, now).or(() -> reset(answer, serverTime(answer, now)));
        if (told.isPresent()) {
            return told;
        }
        boolean limited = answer.statusCode() == 429 || saysSo(answer);
        return limited
                ? Optional.of(UNSAID.multipliedBy(1L << Math.min(attempt - 1, MOST_DOUBLINGS)))
                : Optional.empty();
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
        return time(value).map(until -> notNegative(Duration.between(serverTime(answer, now), until)));
    }

    /** The reset is told by the server's clock, so it is measured by the server's clock. */
    private static Optional<Duration> reset(Received answer, Instant serverTime) {
        String reset = answer.header("X-RateLimit-Reset");
        boolean spent = "0".equals(answer.header("X-RateLimit-Remaining"));
        if (!spent || reset == null || !Pattern.matches("\\d{1,12}", reset.strip())) {
            return Optional.empty();
        }
        Instant until = Instant.ofEpochSecond(Long.parseLong(reset.strip()));
        return Optional.of(notNegative(Duration.between(serverTime, until)).plusSeconds(1));
    }

    private static Instant serverTime(Received answer, Instant now) {
        return time(answer.header("Date")).orElse(now);
    }

    private static boolean saysSo(Received answer) {
        String body = new String(answer.body(), StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
        return body.contains("rate limit") || body.contains("abuse detection");
    }

    private static Optional<Instant> time(@Nullable String header) {
        if (header == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(header.strip(), Instant::from));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Duration notNegative(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }
}
