package dev.interlude.publisher.github;

import dev.interlude.publisher.progress.Progress;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Warns, once, of a token that ends soon: GitHub tells the day with every answer. Used by one thread. */
final class TokenExpiry {

    private static final Duration SOON = Duration.ofDays(7);

    private final Progress progress;
    private boolean told;

    TokenExpiry(Progress progress) {
        this.progress = progress;
    }

    void warn(Received answer) {
        String end = answer.header("GitHub-Authentication-Token-Expiration");
        Instant now = answer.serverTime().orElse(null);
        if (told || end == null || now == null || end.length() < 10) {
            return;
        }
        try {
            // As in "2026-12-01 09:30:00 UTC"; the day is exact enough, and its form is the same everywhere.
            LocalDate day = LocalDate.parse(end.substring(0, 10));
            told = true;
            if (day.atStartOfDay(ZoneOffset.UTC).toInstant().isBefore(now.plus(SOON))) {
                progress.warning("this GitHub token ends on " + day + ": make its successor before that night");
            }
        } catch (DateTimeException e) {
            told = true;
        }
    }
}
