package dev.interlude.publisher.state;

import dev.interlude.protocol.MaintenanceState;
import dev.interlude.protocol.Move;
import dev.interlude.protocol.Notice;
import dev.interlude.protocol.NoticeUpdate;
import dev.interlude.protocol.Phase;
import dev.interlude.protocol.StateCodec;
import dev.interlude.protocol.Texts;
import dev.interlude.protocol.View;
import dev.interlude.protocol.Violation;
import dev.interlude.publisher.failure.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The goals of the verbs. All times are those of the moment at which the command began. */
public final class Goals {

    private Goals() {}

    /** A window is announced. The draft makes the notice from the one that is scheduled now, if any. */
    public static Goal announce(Instant now, UnaryNotice draft) {
        return state -> {
            View view = state.viewAt(now);
            Notice scheduled = view.phase() == Phase.SCHEDULED ? view.notice() : null;
            Notice notice = draft.from(scheduled);
            if (state.phase() == Phase.SCHEDULED && notice.equals(state.notice())) {
                return new Goal.Step.Reached();
            }
            return write(state, Phase.SCHEDULED, notice, now);
        };
    }

    /**
     * The maintenance is in progress: the announced window, begun now if its time has not come, else a new notice.
     */
    public static Goal start(Instant now, Notice unannounced) {
        return state -> {
            View view = state.viewAt(now);
            if (view.phase() == Phase.IN_PROGRESS) {
                return new Goal.Step.Reached();
            }
            Notice announced = view.phase() == Phase.SCHEDULED ? view.notice() : null;
            if (announced == null) {
                return write(state, Phase.IN_PROGRESS, unannounced, now);
            }
            boolean early = now.isBefore(announced.startsAt());
            return write(state, Phase.IN_PROGRESS, early ? begunEarly(announced, now) : announced, now);
        };
    }

    /** The planned length stays: who announced half an hour for next week means half an hour tonight. */
    private static Notice begunEarly(Notice announced, Instant now) {
        Instant endsAt = announced.endsAt();
        Instant end = endsAt == null ? null : now.plus(Duration.between(announced.startsAt(), endsAt));
        return announced.startingAt(now).endingAt(end);
    }

    /** The timeline ends with that text. */
    public static Goal update(Instant now, Texts text) {
        return changing(now, "update", notice -> {
            List<NoticeUpdate> updates = notice.updates();
            boolean there =
                    !updates.isEmpty() && updates.get(updates.size() - 1).text().equals(text);
            return there ? notice : notice.updatedBy(new NoticeUpdate(now, text));
        });
    }

    /** The window ends at that time, later than it would have. */
    public static Goal extend(Instant now, Instant endsAt) {
        return changing(now, "extend", notice -> {
            Instant before = notice.endsAt();
            if (before != null && endsAt.isBefore(before)) {
                throw new Failure(
                        Failure.Kind.USAGE,
                        "extend the window to " + endsAt,
                        "it already ends later, at " + before,
                        "name a later time; --for counts from now");
            }
            return notice.endingAt(endsAt);
        });
    }

    /** The maintenance is over. */
    public static Goal complete(Instant now) {
        return state -> switch (state.viewAt(now).phase()) {
            case COMPLETED, OPERATIONAL -> new Goal.Step.Reached();
            case IN_PROGRESS, SCHEDULED ->
                write(
                        state,
                        Phase.COMPLETED,
                        Objects.requireNonNull(state.viewAt(now).notice()),
                        now);
        };
    }

    /** Nothing is announced. */
    public static Goal cancel(Instant now) {
        return state -> state.viewAt(now).phase() == Phase.OPERATIONAL
                ? new Goal.Step.Reached()
                : write(state, Phase.OPERATIONAL, null, now);
    }

    /** Makes a notice from the one that is scheduled; null where none is. */
    @FunctionalInterface
    public interface UnaryNotice {

        Notice from(@Nullable Notice scheduled);
    }

    /** The phase stays and the notice changes; in scheduled and in_progress only. */
    private static Goal changing(Instant now, String verb, UnaryOperator<Notice> change) {
        return state -> {
            View view = state.viewAt(now);
            Notice notice = view.notice();
            boolean changeable = view.phase() == Phase.SCHEDULED || view.phase() == Phase.IN_PROGRESS;
            if (notice == null || !changeable) {
                throw illegal(
                        verb + " the notice", "the phase is " + view.phase().wireName(), view.phase());
            }
            Notice changed = change.apply(notice);
            if (changed.equals(notice)) {
                return new Goal.Step.Reached();
            }
            return write(state, view.phase(), changed, now);
        };
    }

    private static Goal.Step write(MaintenanceState state, Phase phase, @Nullable Notice notice, Instant now) {
        MaintenanceState next = new MaintenanceState(state.app(), state.version(), now, phase, notice);
        if (Move.judge(state, next, now) instanceof Move.Verdict.Illegal refused) {
            throw illegal(
                    "move to " + phase.wireName(),
                    refused.reason(),
                    state.viewAt(now).phase());
        }
        List<Violation> violations = StateCodec.violationsIn(next);
        if (!violations.isEmpty()) {
            throw ContractProblems.in("the notice", "", violations);
        }
        return new Goal.Step.Write(next);
    }

    private static Failure illegal(String tried, String reason, Phase shown) {
        return new Failure(Failure.Kind.ILLEGAL_MOVE, tried, reason, Verbs.legalIn(shown));
    }
}
