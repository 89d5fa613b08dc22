package dev.interlude.publisher.command;

import dev.interlude.publisher.failure.Failure;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the times and durations of flags. A time needs a zone: nobody guesses whose midnight it was. */
final class Times {

    private static final Pattern DURATION =
            Pattern.compile("(?:(\\d{1,4})d)?(?:(\\d{1,5})h)?(?:(\\d{1,6})m)?(?:(\\d{1,7})s)?");

    private Times() {}

    /** {@code 30m}, {@code 1h30m}, {@code 90s}, {@code 2d}: always more than nothing. */
    static Duration duration(String flag, String text) {
        Matcher matcher = DURATION.matcher(text);
        if (text.isEmpty() || !matcher.matches()) {
            throw usage(flag, text, "write a duration such as 30m, 1h30m or 90s");
        }
        Duration duration = Duration.ofDays(number(matcher.group(1)))
                .plusHours(number(matcher.group(2)))
                .plusMinutes(number(matcher.group(3)))
                .plusSeconds(number(matcher.group(4)));
        if (duration.isZero()) {
            throw usage(flag, text, "write a duration of at least one second");
        }
        return duration;
    }

    /** {@code 2026-11-20T22:00Z}, the same with seconds or an offset, or {@code +30m} from now; cut to the second. */
    static Instant time(String flag, String text, Instant now) {
        if (text.startsWith("+")) {
            return now.plus(duration(flag, text.substring(1))).truncatedTo(ChronoUnit.SECONDS);
        }
        try {
            return DateTimeFormatter.ISO_OFFSET_DATE_TIME
                    .parse(text, OffsetDateTime::from)
                    .toInstant()
                    .truncatedTo(ChronoUnit.SECONDS);
        } catch (DateTimeException e) {
            throw usage(
                    flag,
                    text,
                    "write a time with its zone, such as 2026-11-20T22:00Z, 2026-11-20T23:00+01:00, or +30m");
        }
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private static Failure usage(String flag, String text, String advice) {
        String shown = text.replaceAll("\\p{Cntrl}", "?");
        return new Failure(Failure.Kind.USAGE, "read " + flag, "\"" + shown + "\" is not understood", advice);
    }
}
