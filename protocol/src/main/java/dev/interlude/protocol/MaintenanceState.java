package dev.interlude.protocol;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The one truth about an application's maintenance: what the page, the hub, the banner, the edge and the pipeline agree
 * on. A value; bounds on its texts and times are checked by {@link StateCodec}.
 *
 * @param app the switch that this state belongs to
 * @param version its place in the history
 * @param updatedAt when this state was written
 * @param phase the stored phase; readers show {@link #viewAt} instead
 * @param notice null exactly where the phase is operational
 */
public record MaintenanceState(
        String app,
        StateVersion version,
        Instant updatedAt,
        Phase phase,
        @Nullable Notice notice) {

    /** How long a completed maintenance is shown before it is read as operational. */
    public static final Duration COMPLETED_SHOWN_FOR = Duration.ofHours(1);

    public MaintenanceState {
        if ((phase == Phase.OPERATIONAL) != (notice == null)) {
            throw new IllegalArgumentException("a notice is there in every phase but operational; phase is "
                    + phase.wireName() + (notice == null ? " without" : " with") + " one");
        }
    }

    /** Whether an application can have that name; it is then safe in a path and as a file name. */
    public static boolean isAppName(String name) {
        return name.matches(StateReader.APP);
    }

    /** The state of an application of which nothing is known. */
    public static MaintenanceState origin(String app) {
        return new MaintenanceState(app, StateVersion.ORIGIN, Instant.EPOCH, Phase.OPERATIONAL, null);
    }

    public MaintenanceState numbered(StateVersion newVersion) {
        return new MaintenanceState(app, newVersion, updatedAt, phase, notice);
    }

    /** Whether both say the same to users, whatever their versions and times of writing. */
    public boolean saysTheSameAs(MaintenanceState other) {
        return app.equals(other.app) && phase == other.phase && Objects.equals(notice, other.notice);
    }

    /** The one of the two that wins; this one where they are of the same version. */
    public MaintenanceState orNewer(MaintenanceState other) {
        return other.version.isNewerThan(version) ? other : this;
    }

    /**
     * What a reader shows at that time: {@code autoStart} and {@code autoEnd} move the phase by the clock, and a
     * completed maintenance fades after {@link #COMPLETED_SHOWN_FOR}. Pure; the browser client has the same function,
     * proved by the same fixtures.
     */
    public View viewAt(Instant now) {
        if (notice == null) {
            return View.NOTHING;
        }
        Phase shown = phase;
        if (shown == Phase.SCHEDULED && notice.autoStart() && !now.isBefore(notice.startsAt())) {
            shown = Phase.IN_PROGRESS;
        }
        Instant completedAt = updatedAt;
        Instant endsAt = notice.endsAt();
        boolean pastEnd = endsAt != null && !now.isBefore(endsAt);
        if (shown == Phase.IN_PROGRESS && notice.autoEnd() && endsAt != null && pastEnd) {
            shown = Phase.COMPLETED;
            completedAt = endsAt;
        }
        if (shown == Phase.COMPLETED && !now.isBefore(completedAt.plus(COMPLETED_SHOWN_FOR))) {
            return View.NOTHING;
        }
        return new View(shown, shown == Phase.IN_PROGRESS && pastEnd, notice);
    }
}
