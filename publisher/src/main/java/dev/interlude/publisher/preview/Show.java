package dev.interlude.publisher.preview;

import dev.interlude.protocol.MaintenanceState;
import dev.interlude.protocol.Notice;
import dev.interlude.protocol.NoticeUpdate;
import dev.interlude.protocol.Phase;
import dev.interlude.protocol.StateVersion;
import dev.interlude.publisher.site.DefaultTexts;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the preview can show: the state there is, or a sample of each phase with the texts that come with the page. */
enum Show {
    CURRENT,
    OPERATIONAL,
    SCHEDULED,
    IN_PROGRESS,
    OVERDUE,
    COMPLETED;

    private static final Duration WINDOW = Duration.ofMinutes(45);

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Show> ofWireName(String name) {
        return Arrays.stream(values())
                .filter(show -> show.wireName().equals(name))
                .findFirst();
    }

    /** The state to show; a sample is of the hour, so that its countdown counts and pages loaded together agree. */
    MaintenanceState state(MaintenanceState current, DefaultTexts texts, Instant now) {
        Instant hour = now.truncatedTo(ChronoUnit.HOURS);
        return switch (this) {
            case CURRENT -> current;
            case OPERATIONAL -> new MaintenanceState(current.app(), version(hour), hour, Phase.OPERATIONAL, null);
            case SCHEDULED -> sample(current.app(), texts, Phase.SCHEDULED, hour, hour.plus(Duration.ofHours(2)));
            case IN_PROGRESS ->
                sample(current.app(), texts, Phase.IN_PROGRESS, hour, hour.plus(Duration.ofMinutes(30)));
            case OVERDUE -> sample(current.app(), texts, Phase.IN_PROGRESS, hour, hour.minus(WINDOW));
            case COMPLETED -> sample(current.app(), texts, Phase.COMPLETED, hour, hour.minus(Duration.ofMinutes(50)));
        };
    }

    private static MaintenanceState sample(
            String app, DefaultTexts texts, Phase phase, Instant hour, Instant startsAt) {
        Phase worded = phase == Phase.SCHEDULED ? Phase.SCHEDULED : Phase.IN_PROGRESS;
        Notice notice = new Notice(
                "preview",
                startsAt,
                startsAt.plus(WINDOW),
                false,
                false,
                texts.title(worded),
                texts.body(worded),
                List.of(
                        new NoticeUpdate(hour.minus(Duration.ofMinutes(40)), texts.title(Phase.SCHEDULED)),
                        new NoticeUpdate(hour.minus(Duration.ofMinutes(5)), texts.title(worded))),
                null);
        return new MaintenanceState(app, version(hour), hour, phase, notice);
    }

    private static StateVersion version(Instant hour) {
        return new StateVersion(hour.toEpochMilli(), 1);
    }
}
