package dev.interlude.publisher.github;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A time as HTTP headers hold it (RFC 9110, section 5.6.7). */
final class HttpDate {

    private HttpDate() {}

    /** The time; empty where there is none, or none that can be read. */
    static Optional<Instant> read(@Nullable String header) {
        if (header == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(header.strip(), Instant::from));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
