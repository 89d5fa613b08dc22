package dev.interlude.notifier.http;

import dev.interlude.notifier.audit.Attempt;
import dev.interlude.notifier.audit.AuditLog;
import dev.interlude.notifier.backplane.Backplane;
import dev.interlude.notifier.backplane.BackplaneFailure;
import dev.interlude.notifier.state.Judgement;
import dev.interlude.notifier.state.Succession;
import dev.interlude.protocol.Decoded;
import dev.interlude.protocol.MaintenanceState;
import dev.interlude.protocol.StateCodec;
import dev.interlude.protocol.Violation;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code PUT /v1/apps/{app}/state}, once the writer has shown its token. Waits for the disk; safe for many threads. */
final class StateWrites {

    private static final System.Logger LOG = System.getLogger(StateWrites.class.getName());

    private final Backplane backplane;
    private final Clock clock;
    private final AuditLog audit;

    StateWrites(Backplane backplane, Clock clock, AuditLog audit) {
        this.backplane = backplane;
        this.clock = clock;
        this.audit = audit;
    }

    /** What is answered, and what it did. */
    private record Outcome(Answer answer, Attempt.Result result) {

        static Outcome refused(Answer answer) {
            return new Outcome(answer, new Attempt.Result.Refused());
        }

        static Outcome holds(MaintenanceState state) {
            return new Outcome(written(state), new Attempt.Result.Holds(state));
        }
    }

    Answer put(Writer writer, String app, EntityTags ifMatch, byte[] document) {
        Outcome outcome = outcome(app, ifMatch, document);
        note(writer, app, outcome);
        return outcome.answer();
    }

    /** Takes note of a writer who was refused before the document was read. */
    void refused(Writer writer, String app, Answer answer) {
        note(writer, app, Outcome.refused(answer));
    }

    private void note(Writer writer, String app, Outcome outcome) {
        audit.add(new Attempt(
                clock.instant(),
                writer.holder().name(),
                writer.address(),
                app,
                outcome.answer().status(),
                outcome.result()));
    }

    private Outcome outcome(String app, EntityTags ifMatch, byte[] document) {
        try {
            Outcome outcome = attempt(app, ifMatch, document);
            while (outcome == null) {
                outcome = attempt(app, ifMatch, document);
            }
            return outcome;
        } catch (BackplaneFailure e) {
            return Outcome.refused(failure(e));
        }
    }

    private static Answer failure(BackplaneFailure e) {
        LOG.log(System.Logger.Level.ERROR, e.getMessage());
        return switch (e.kind()) {
            case DISK ->
                Refusal.DISK.saying("Free space on the hub's data directory, or make it writable, and try again.");
            case AWAY -> Refusal.AWAY.saying("Try again later.");
        };
    }

    /** One attempt; null where another writer was faster and everything is to be judged again. */
    private @Nullable Outcome attempt(String app, EntityTags ifMatch, byte[] document) {
        MaintenanceState own = backplane.current(app);
        Decoded decoded = StateCodec.decodeBasedOn(own.version(), document);
        if (decoded instanceof Decoded.Refused refused) {
            return Outcome.refused(refusal(refused));
        }
        MaintenanceState sent = ((Decoded.Accepted) decoded).state();
        if (!sent.app().equals(app)) {
            return Outcome.refused(
                    Refusal.INVALID.naming(List.of(new Violation("/app", "is not the application in the path"))));
        }
        if (!ifMatch.matchStrongly(own.version())) {
            return Outcome.refused(changed(own));
        }
        Judgement judgement = Succession.judge(own, sent, clock.instant());
        if (judgement instanceof Judgement.Next next) {
            return store(own, next.state());
        } else if (judgement instanceof Judgement.Illegal illegal) {
            return Outcome.refused(illegal(illegal));
        } else if (judgement instanceof Judgement.Invalid invalid) {
            return Outcome.refused(Refusal.INVALID.naming(invalid.violations()));
        }
        return Outcome.holds(own);
    }

    private @Nullable Outcome store(MaintenanceState own, MaintenanceState next) {
        if (StateCodec.encode(next).length > StateCodec.MAX_BYTES) {
            return Outcome.refused(Refusal.TOO_LARGE.saying(
                    "As it is stored and served, indented, the document is longer than that."));
        }
        return backplane.compareAndSet(own.version(), next) ? Outcome.holds(next) : null;
    }

    private static Answer written(MaintenanceState state) {
        return Answer.of(200, "application/json", StateCodec.encode(state))
                .with("ETag", state.version().entityTag())
                .with("Cache-Control", "no-store");
    }

    private static Answer changed(MaintenanceState own) {
        return Refusal.CHANGED
                .saying("It is now " + own.version() + "; read it again and decide anew.")
                .with("ETag", own.version().entityTag());
    }

    private static Answer illegal(Judgement.Illegal illegal) {
        return Refusal.ILLEGAL_MOVE.offering(illegal.reason() + ".", illegal.legal());
    }

    private static Answer refusal(Decoded.Refused refused) {
        return switch (refused.reason()) {
            case TOO_LARGE -> Refusal.TOO_LARGE.saying("Shorten its texts or its updates.");
            case NOT_JSON -> Refusal.NOT_JSON.saying(refused.violations().get(0).message() + ".");
            case INVALID -> Refusal.INVALID.naming(refused.violations());
        };
    }
}
