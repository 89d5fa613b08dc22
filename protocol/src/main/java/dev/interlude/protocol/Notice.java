package dev.interlude.protocol;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What users are told about one maintenance window.
 *
 * @param id matches {@code [A-Za-z0-9._-]{1,64}}; the same window keeps it when it moves
 * @param startsAt when the window begins or began
 * @param endsAt when it is expected to end, after {@code startsAt} and at most 30 days later; null in an incident whose
 *     end nobody knows
 * @param autoStart whether readers show the window as begun from {@code startsAt} on
 * @param autoEnd whether readers show it as completed from {@code endsAt} on; needs {@code endsAt}
 * @param title at most 120 characters a language, never empty
 * @param body at most 1,000 characters a language; {@link Texts#NONE} where there is none
 * @param updates oldest first, at most 50
 * @param url where to read more: https, or http on a loopback address; null where there is none
 */
public record Notice(
        String id,
        Instant startsAt,
        @Nullable Instant endsAt,
        boolean autoStart,
        boolean autoEnd,
        Texts title,
        Texts body,
        List<NoticeUpdate> updates,
        @Nullable URI url) {

    /** The longest time from start to end. */
    public static final Duration LONGEST_WINDOW = Duration.ofDays(30);

    /** The longest timeline. */
    public static final int MOST_UPDATES = 50;

    public Notice {
        updates = List.copyOf(updates);
    }

    /** A notice with only what every notice has. */
    public static Notice of(String id, Instant startsAt, Texts title) {
        return new Notice(id, startsAt, null, false, false, title, Texts.NONE, List.of(), null);
    }

    /** This notice as a new wording of an earlier one: with its id and its timeline. */
    public Notice continuing(Notice earlier) {
        return new Notice(earlier.id, startsAt, endsAt, autoStart, autoEnd, title, body, earlier.updates, url);
    }

    public Notice startingAt(Instant time) {
        return new Notice(id, time, endsAt, autoStart, autoEnd, title, body, updates, url);
    }

    public Notice endingAt(@Nullable Instant time) {
        return new Notice(id, startsAt, time, autoStart, autoEnd, title, body, updates, url);
    }

    /** This notice with one more entry at the end of its timeline; the oldest gives way where there would be too many. */
    public Notice updatedBy(NoticeUpdate update) {
        List<NoticeUpdate> longer = new ArrayList<>(updates);
        if (longer.size() == MOST_UPDATES) {
            longer.remove(0);
        }
        longer.add(update);
        return new Notice(id, startsAt, endsAt, autoStart, autoEnd, title, body, longer, url);
    }
}
