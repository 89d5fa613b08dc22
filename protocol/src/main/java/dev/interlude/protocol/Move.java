package dev.interlude.protocol;

import java.time.Instant;
import java.util.List;

/** Judges whether a writer may replace one state by another. Pure. */
public final class Move {

    /** The outcome of a judgement. */
    public sealed interface Verdict {

        /** The move may be made. */
        record Legal() implements Verdict {}

        /**
         * The move is refused.
         *
         * @param reason one sentence without a full stop
         * @param legal the phases that would have been legal
         */
        record Illegal(String reason, List<Phase> legal) implements Verdict {}
    }

    private Move() {}

    /**
     * Judges the move from the phase that readers are shown at that time, not from the stored one: a window that began
     * by itself can be completed, not cancelled. While it is in progress, everything of a notice may change but its id
     * and its start.
     */
    public static Verdict judge(MaintenanceState current, MaintenanceState next, Instant now) {
        View view = current.viewAt(now);
        List<Phase> legal = view.phase().successors();
        if (!legal.contains(next.phase())) {
            return new Verdict.Illegal(
                    "from " + view.phase().wireName() + " there is no move to "
                            + next.phase().wireName(),
                    legal);
        }
        Notice before = view.notice();
        Notice after = next.notice();
        if (view.phase() == Phase.IN_PROGRESS && before != null && after != null) {
            if (!before.id().equals(after.id())) {
                return new Verdict.Illegal("the id of a notice cannot change while it is in progress", legal);
            }
            if (!before.startsAt().equals(after.startsAt())) {
                return new Verdict.Illegal("the start of a notice cannot change while it is in progress", legal);
            }
        }
        return new Verdict.Legal();
    }
}
