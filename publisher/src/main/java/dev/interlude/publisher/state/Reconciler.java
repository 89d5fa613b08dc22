package dev.interlude.publisher.state;

import dev.interlude.protocol.MaintenanceState;
import dev.interlude.protocol.Numbering;
import dev.interlude.protocol.Numbering.HubContact;
import dev.interlude.protocol.StateVersion;
import dev.interlude.publisher.failure.Failure;
import dev.interlude.publisher.hub.Hub;
import dev.interlude.publisher.progress.Progress;
import dev.interlude.publisher.site.Site;
import dev.interlude.publisher.state.Outcome.HubOutcome;
import dev.interlude.publisher.state.Outcome.SiteOutcome;
import dev.interlude.publisher.target.Plan;
import dev.interlude.publisher.target.Publication;
import dev.interlude.publisher.target.RaceLost;
import dev.interlude.publisher.target.Remote;
import dev.interlude.publisher.target.Target;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes hub and target agree on the greatest state there is, moved to a goal where a verb has one. There is no
 * roll-back: whatever fails, the same command again finishes the missing half. Used by one thread, once.
 */
public final class Reconciler {

    private static final int TRIES = 3;

    private final String app;
    private final @Nullable Hub hub;
    private final HubContact withoutHub;
    private final @Nullable Target target;
    private final Function<MaintenanceState, Site> rendering;
    private final Clock clock;
    private final Runnable pause;
    private final Progress progress;
    private final List<String> warnings = new ArrayList<>();
    private @Nullable Rendered latest;

    /** A state and the site that it renders to. */
    private record Rendered(MaintenanceState state, Site site) {}

    /** When a verb waits until the page can be seen. */
    public enum Wait {
        ALWAYS,
        /** Only where nothing could be seen before. */
        UNLESS_LIVE,
        NEVER
    }

    /** What is known before anything is written. */
    private record Situation(
            Hub.@Nullable Reading hubReading,
            @Nullable Remote remote,
            MaintenanceState state,
            StateVersion head,
            @Nullable Failure unreachableTarget) {

        @Nullable
        MaintenanceState hubState() {
            return hubReading instanceof Hub.Reading.Known known ? known.state() : null;
        }

        boolean hubUnreachable() {
            return hubReading instanceof Hub.Reading.Unreachable;
        }
    }

    /**
     * @param hub null where nobody is told, for the reason that {@code withoutHub} gives
     * @param target null for {@code --no-site}
     * @param pause lets a random moment pass, so that two who were in each other's way are not so again
     */
    public Reconciler(
            String app,
            @Nullable Hub hub,
            HubContact withoutHub,
            @Nullable Target target,
            Function<MaintenanceState, Site> rendering,
            Clock clock,
            Runnable pause,
            Progress progress) {
        this.app = app;
        this.hub = hub;
        this.withoutHub = withoutHub;
        this.target = target;
        this.rendering = rendering;
        this.clock = clock;
        this.pause = pause;
        this.progress = progress;
    }

    /** What would change if the present state were published; reads, and writes nothing. */
    public Preview preview() {
        Situation situation = read();
        if (situation.unreachableTarget() != null) {
            throw situation.unreachableTarget();
        }
        return previewOf(situation).sure();
    }

    private Preview previewOf(Situation situation) {
        Remote remote = situation.remote();
        MaintenanceState state = situation.state();
        Plan plan = null;
        MaintenanceState shown = state;
        if (remote != null) {
            Site site = render(state);
            plan = remote.plan(site);
            shown = remote.holds(site) ? state : remote.state();
        }
        return new Preview(
                target == null ? "" : target.description(),
                state,
                shown,
                hubView(situation),
                hub == null ? null : hub.stateUrl(),
                plan,
                warnings);
    }

    private Preview.HubView hubView(Situation situation) {
        MaintenanceState hubState = situation.hubState();
        if (hubState == null) {
            return situation.hubUnreachable() ? Preview.HubView.UNREACHABLE : Preview.HubView.OFF;
        }
        return situation.state().version().isNewerThan(hubState.version())
                ? Preview.HubView.BEHIND
                : Preview.HubView.ALREADY;
    }

    /** Publishes the state that holds; the phase stays as it is. */
    public Outcome publish(Wait wait, Duration atMost) {
        return reach(state -> new Goal.Step.Reached(), wait, atMost);
    }

    /**
     * Publishes the state that holds if what would be done is still what was planned.
     *
     * @param planned throws where it is not; asked again whenever the places were read again, before anything is told
     *     or written
     */
    public Outcome publishPlanned(Consumer<Preview> planned, Wait wait, Duration atMost) {
        return reach(state -> new Goal.Step.Reached(), planned, wait, atMost);
    }

    /** Moves to the goal, tells the hub, publishes. */
    public Outcome reach(Goal goal, Wait wait, Duration atMost) {
        return reach(goal, null, wait, atMost);
    }

    private Outcome reach(Goal goal, @Nullable Consumer<Preview> planned, Wait wait, Duration atMost) {
        Instant deadline = clock.instant().plus(atMost);
        MaintenanceState told = null;
        for (int attempt = 1; ; attempt++) {
            try {
                Situation situation = read();
                if (planned != null && situation.unreachableTarget() == null) {
                    planned.accept(previewOf(situation));
                }
                Tell tell = tellHub(situation, goal.from(situation.state()));
                if (tell.outcome() == HubOutcome.TOLD) {
                    told = tell.state();
                }
                HubOutcome hubOutcome = told == null ? tell.outcome() : HubOutcome.TOLD;
                if (situation.unreachableTarget() != null) {
                    return failed(told, situation.unreachableTarget());
                }
                Remote remote = situation.remote();
                if (remote == null) {
                    return new Outcome(tell.state(), hubOutcome, SiteOutcome.OFF, null, null, warnings, null);
                }
                return publish(tell.state(), hubOutcome, remote, wait, deadline);
            } catch (RaceLost lost) {
                if (attempt == TRIES) {
                    return failed(told, givenUp(lost));
                }
                progress.step(lost.reason() + "; reading again");
                pause.run();
            } catch (Failure failure) {
                return failed(told, failure);
            }
        }
    }

    /** A failure after the hub was told is an outcome: the operator must know which half is done. */
    private Outcome failed(@Nullable MaintenanceState told, Failure failure) {
        if (told == null) {
            throw failure;
        }
        return new Outcome(told, HubOutcome.TOLD, SiteOutcome.FAILED, null, null, warnings, failure);
    }

    private Failure givenUp(RaceLost lost) {
        return new Failure(
                Failure.Kind.REFUSED,
                "make the places of " + app + " agree",
                lost.reason() + ", " + TRIES + " times in a row",
                "run the same command again when the others are done");
    }

    private Situation read() {
        warnings.clear();
        Hub.Reading hubReading = null;
        if (hub != null) {
            progress.step("reading " + hub.description());
            hubReading = hub.read();
            if (hubReading instanceof Hub.Reading.Unreachable unreachable) {
                warn(hub.description() + " cannot be reached: " + unreachable.reason());
            }
        }
        MaintenanceState hubState = hubReading instanceof Hub.Reading.Known known ? known.state() : null;
        if (target == null) {
            return situation(hubReading, hubState, null);
        }
        progress.step("reading " + target.description());
        try {
            return situation(hubReading, hubState, target.read());
        } catch (Failure failure) {
            if (hubState == null || failure.kind() != Failure.Kind.UNREACHABLE) {
                throw failure;
            }
            // People can be told all the same; the page is the half that the same command finishes later.
            return new Situation(hubReading, null, hubState, StateVersion.ORIGIN, failure);
        }
    }

    /** Where the target holds what the hub's state renders to, its state is the hub's: no need to read it. */
    private Situation situation(
            Hub.@Nullable Reading reading, @Nullable MaintenanceState hubState, @Nullable Remote remote) {
        MaintenanceState head = MaintenanceState.origin(app);
        if (remote != null) {
            head = hubState != null && remote.holds(render(hubState)) ? hubState : remote.state();
        }
        MaintenanceState greatest = hubState == null ? head : hubState.orNewer(head);
        return new Situation(reading, remote, greatest, head.version(), null);
    }

    /** The state that holds now, and whether the hub has it. */
    private record Tell(MaintenanceState state, HubOutcome outcome) {}

    private Tell tellHub(Situation situation, Goal.Step step) {
        MaintenanceState wanted = step instanceof Goal.Step.Write write ? write.next() : situation.state();
        boolean moves = step instanceof Goal.Step.Write;
        MaintenanceState hubState = situation.hubState();
        if (hub == null || hubState == null) {
            return withoutHub(situation, wanted, moves);
        }
        if (!moves && !wanted.version().isNewerThan(hubState.version())) {
            return new Tell(wanted, HubOutcome.ALREADY);
        }
        progress.step("telling " + hub.description());
        Hub.Answer answer = hub.tell(wanted, hubState.version());
        if (answer instanceof Hub.Answer.Told told) {
            return new Tell(told.state(), HubOutcome.TOLD);
        }
        if (answer instanceof Hub.Answer.Unreachable unreachable) {
            warn(hub.description() + " cannot be reached: " + unreachable.reason());
            return new Tell(moves ? numbered(situation, wanted, HubContact.UNREACHED) : wanted, HubOutcome.UNREACHABLE);
        }
        throw new RaceLost("the state of " + hub.description() + " has changed");
    }

    private Tell withoutHub(Situation situation, MaintenanceState wanted, boolean moves) {
        HubContact contact = situation.hubUnreachable() ? HubContact.UNREACHED : withoutHub;
        HubOutcome outcome = situation.hubUnreachable() ? HubOutcome.UNREACHABLE : HubOutcome.OFF;
        return new Tell(moves ? numbered(situation, wanted, contact) : wanted, outcome);
    }

    private MaintenanceState numbered(Situation situation, MaintenanceState wanted, HubContact contact) {
        StateVersion seen = situation.state().version();
        return wanted.numbered(Numbering.byPublisher(situation.head(), seen, contact, clock.instant()));
    }

    private Outcome publish(MaintenanceState state, HubOutcome told, Remote remote, Wait wait, Instant deadline) {
        Plan plan = remote.plan(render(state));
        plan.warnings().forEach(this::warn);
        boolean liveBefore = remote.url().isPresent();
        progress.step(plan.changes().isEmpty() ? "the page is as it should be" : "publishing the page");
        Publication publication = plan.apply();
        publication.warnings().forEach(this::warn);
        SiteOutcome site = publication.changed() ? SiteOutcome.PUBLISHED : SiteOutcome.ALREADY;
        URI url = publication.url().orElse(null);
        String visible = null;
        Failure failure = null;
        if (wait == Wait.ALWAYS || (wait == Wait.UNLESS_LIVE && !liveBefore)) {
            try {
                visible = publication.awaitVisible(Duration.between(clock.instant(), deadline));
            } catch (Failure unseen) {
                failure = unseen;
            }
        }
        return new Outcome(state, told, site, url, visible, warnings, failure);
    }

    /** The state that the target is compared with is most often the one that is published: rendered once. */
    private Site render(MaintenanceState state) {
        Rendered known = latest;
        if (known == null || !known.state().equals(state)) {
            known = new Rendered(state, rendering.apply(state));
            latest = known;
        }
        return known.site();
    }

    private void warn(String warning) {
        if (!warnings.contains(warning)) {
            warnings.add(warning);
            progress.warning(warning);
        }
    }
}
