package dev.interlude.publisher.site.feed;

import dev.interlude.protocol.MaintenanceState;
import dev.interlude.protocol.Notice;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The window as a calendar to subscribe to (RFC 5545). A window that moves keeps its UID and has a greater SEQUENCE, so
 * it moves in the reader's calendar; one that is cancelled is no longer there.
 */
final class CalendarFeed {

    /** Octets of a line without its end (RFC 5545, 3.1). */
    private static final int LINE = 75;

    private static final Instant SEQUENCE_BEGINS = Instant.parse("2020-01-01T00:00:00Z");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final MaintenanceState state;
    private final FeedSettings settings;
    private final StringBuilder lines = new StringBuilder();

    CalendarFeed(MaintenanceState state, FeedSettings settings) {
        this.state = state;
        this.settings = settings;
    }

    byte[] document() {
        line("BEGIN:VCALENDAR");
        line("VERSION:2.0");
        line("PRODID:-//interlude.dev//Interlude//EN");
        line("X-WR-CALNAME:" + escaped(settings.title()));
        line("REFRESH-INTERVAL;VALUE=DURATION:PT15M");
        line("X-PUBLISHED-TTL:PT15M");
        Notice notice = state.notice();
        if (notice == null) {
            timeZone();
        } else {
            event(notice);
        }
        line("END:VCALENDAR");
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void event(Notice notice) {
        line("BEGIN:VEVENT");
        line("UID:" + notice.id() + "." + state.app() + "@interlude.dev");
        line("DTSTAMP:" + TIME.format(state.updatedAt()));
        line("LAST-MODIFIED:" + TIME.format(state.updatedAt()));
        line("SEQUENCE:" + sequence());
        line("DTSTART:" + TIME.format(notice.startsAt()));
        Instant endsAt = notice.endsAt();
        if (endsAt != null) {
            line("DTEND:" + TIME.format(endsAt));
        }
        line("SUMMARY;LANGUAGE=" + settings.languageOf(notice.title()) + ":"
                + escaped(settings.title() + ": " + settings.text(notice.title())));
        if (!notice.body().isEmpty()) {
            line("DESCRIPTION;LANGUAGE=" + settings.languageOf(notice.body()) + ":"
                    + escaped(settings.text(notice.body())));
        }
        URI link = settings.link(notice);
        if (link != null) {
            line("URL:" + link.toASCIIString());
        }
        line("STATUS:CONFIRMED");
        // People are free during a maintenance; their calendar must not say otherwise.
        line("TRANSP:TRANSPARENT");
        line("END:VEVENT");
    }

    /** A calendar has at least one component (RFC 5545, 3.6), and this one shows nothing. */
    private void timeZone() {
        line("BEGIN:VTIMEZONE");
        line("TZID:Etc/UTC");
        line("BEGIN:STANDARD");
        line("DTSTART:19700101T000000");
        line("TZOFFSETFROM:+0000");
        line("TZOFFSETTO:+0000");
        line("END:STANDARD");
        line("END:VTIMEZONE");
    }

    private long sequence() {
        long minutes = Duration.between(SEQUENCE_BEGINS, state.updatedAt()).toMinutes();
        // An integer of 32 bits, which is what calendars read.
        return Math.max(0, Math.min(minutes, Integer.MAX_VALUE));
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replaceAll("\r\n|\r|\n", "\\\\n")
                .replaceAll("\\p{Cntrl}", " ");
    }

    /** Folds at 75 octets, and never within a character. */
    private void line(String content) {
        int octets = 0;
        for (int i = 0; i < content.length(); ) {
            int character = content.codePointAt(i);
            int size = Character.toString(character).getBytes(StandardCharsets.UTF_8).length;
            if (octets + size > LINE) {
                lines.append("\r\n ");
                octets = 1;
            }
            lines.appendCodePoint(character);
            octets += size;
            i += Character.charCount(character);
        }
        lines.append("\r\n");
    }
}
