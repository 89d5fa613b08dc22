package dev.interlude.publisher.command;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The id of a notice that the operator gave none: its start in UTC, as in {@code 20261120T220000Z}. */
final class NoticeIds {

    private static final DateTimeFormatter BASIC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private NoticeIds() {}

    static String of(Instant startsAt) {
        return BASIC.format(startsAt);
    }
}
