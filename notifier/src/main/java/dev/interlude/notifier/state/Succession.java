package dev.interlude.notifier.state;

import dev.interlude.protocol.MaintenanceState;
import dev.interlude.protocol.Move;
import dev.interlude.protocol.Numbering;
import dev.interlude.protocol.StateVersion;
import dev.interlude.protocol.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Decides what follows the state that the hub holds. */
public final class Succession {

    /** A base that began later than this from now comes from a clock that nobody should follow. */
    private static final Duration FARTHEST_AHEAD = Duration.ofDays(1);

    private Succession() {}

    /**
     * Judges what a writer sent.
     *
     * @param own what the hub holds; the origin state where it holds nothing
     * @param sent the writer's state; its version is the base, the newest that the writer has seen
     */
    public static Judgement judge(MaintenanceState own, MaintenanceState sent, Instant now) {
        StateVersion base = sent.version();
        // A writer that has seen more than the hub moved on from what it has seen, which the hub cannot judge; the new
        // version also has to reach those who hold the lost one, even where the words are the same.
        boolean hubIsBehind = base.isNewerThan(own.version());
        // Where the hub itself is that far ahead, from a clock that was set right since, only writers can lead it on.
        if (hubIsBehind && base.epoch() > now.plus(FARTHEST_AHEAD).toEpochMilli()) {
            return new Judgement.Invalid(
                    List.of(new Violation("/epoch", "is more than a day ahead of the hub's clock")));
        }
        if (!hubIsBehind) {
            if (own.saysTheSameAs(sent)) {
                return new Judgement.Unchanged();
            }
            if (Move.judge(own, sent, now) instanceof Move.Verdict.Illegal illegal) {
                return new Judgement.Illegal(illegal.reason(), illegal.legal());
            }
        }
        return new Judgement.Next(sent.numbered(Numbering.byHub(own.version(), base, now)));
    }
}
