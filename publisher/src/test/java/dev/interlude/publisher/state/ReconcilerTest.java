package dev.interlude.publisher.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.interlude.protocol.MaintenanceState;
import dev.interlude.protocol.Move;
import dev.interlude.protocol.Notice;
import dev.interlude.protocol.NoticeUpdate;
import dev.interlude.protocol.Numbering;
import dev.interlude.protocol.Numbering.HubContact;
import dev.interlude.protocol.Phase;
import dev.interlude.protocol.StateCodec;
import dev.interlude.protocol.StateVersion;
import dev.interlude.protocol.Texts;
import dev.interlude.publisher.failure.Failure;
import dev.interlude.publisher.hub.Hub;
import dev.interlude.publisher.progress.Progress;
import dev.interlude.publisher.site.Site;
import dev.interlude.publisher.state.Outcome.HubOutcome;
import dev.interlude.publisher.state.Outcome.SiteOutcome;
import dev.interlude.publisher.target.Change;
import dev.interlude.publisher.target.Plan;
import dev.interlude.publisher.target.PlannedRequest;
import dev.interlude.publisher.target.Publication;
import dev.interlude.publisher.target.RaceLost;
import dev.interlude.publisher.target.Remote;
import dev.interlude.publisher.target.Target;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReconcilerTest {

    private static final Instant NOW = Instant.parse("2026-11-20T22:00:00Z");
    private static final long MS = NOW.toEpochMilli();
    private static final Notice NOTICE =
            Notice.of("n", NOW, Texts.of("en", "Maintenance")).endingAt(NOW.plusSeconds(1800));

    private final MemoryHub hub = new MemoryHub();
    private final MemoryTarget target = new MemoryTarget();
    private int pauses;

    @Test
    void startTellsTheHubAndPublishesWhatTheHubNumbered() {
        Outcome outcome = start();

        assertThat(outcome.hub()).isEqualTo(HubOutcome.TOLD);
        assertThat(outcome.site()).isEqualTo(SiteOutcome.PUBLISHED);
        assertThat(outcome.warnings()).containsExactly("gather updates");
        assertThat(outcome.state().version()).isEqualTo(new StateVersion(MS, 1));
        allAgreeOn(Phase.IN_PROGRESS);
    }

    @Test
    void secondStartMakesNoNewRevision() {
        Outcome first = start();
        Outcome second = start();

        assertThat(second.state()).isEqualTo(first.state());
        assertThat(second.hub()).isEqualTo(HubOutcome.ALREADY);
        assertThat(second.site()).isEqualTo(SiteOutcome.ALREADY);
    }

    @Test
    void completeTwiceIsDone() {
        start();
        complete();
        Outcome second = complete();

        assertThat(second.hub()).isEqualTo(HubOutcome.ALREADY);
        allAgreeOn(Phase.COMPLETED);
    }

    @Test
    void hubDownAtStartThenPublishMakesAllAgree() {
        hub.down = true;
        Outcome alone = start();
        assertThat(alone.hub()).isEqualTo(HubOutcome.UNREACHABLE);
        assertThat(alone.state().version()).isEqualTo(new StateVersion(MS, 1));

        hub.down = false;
        Outcome healed = publish();

        assertThat(healed.hub()).isEqualTo(HubOutcome.TOLD);
        assertThat(healed.state().version()).isEqualTo(new StateVersion(MS + 1, 1));
        allAgreeOn(Phase.IN_PROGRESS);
    }

    @Test
    void hubThatIsReadButFailsToAnswerTheTellIsOvertaken() {
        start();
        hub.failsToTell = true;
        Outcome alone = complete();
        assertThat(alone.hub()).isEqualTo(HubOutcome.UNREACHABLE);
        assertThat(alone.state().version().isNewerThan(hub.state.version())).isTrue();

        hub.failsToTell = false;
        complete();
        allAgreeOn(Phase.COMPLETED);
    }

    @Test
    void hubWhoseDataWasLostIsBroughtBeyondWhatItsClientsHold() {
        StateVersion held = start().state().version();
        hub.state = MaintenanceState.origin("shop");

        Outcome outcome = complete();

        assertThat(outcome.state().version().isNewerThan(held)).isTrue();
        allAgreeOn(Phase.COMPLETED);
    }

    @Test
    void failedPublishingIsReportedAndTheSameCommandHealsIt() {
        target.failure = new Failure(Failure.Kind.UNREACHABLE, "publish", "no answer", "try again");
        Outcome failed = start();
        assertThat(failed.hub()).isEqualTo(HubOutcome.TOLD);
        assertThat(failed.site()).isEqualTo(SiteOutcome.FAILED);

        target.failure = null;
        Outcome healed = start();

        assertThat(healed.hub()).isEqualTo(HubOutcome.ALREADY);
        assertThat(healed.site()).isEqualTo(SiteOutcome.PUBLISHED);
        allAgreeOn(Phase.IN_PROGRESS);
    }

    @Test
    void failedPublishingWithNothingToldIsAFailure() {
        hub.down = true;
        target.failure = new Failure(Failure.Kind.UNREACHABLE, "publish", "no answer", "try again");

        assertThatThrownBy(this::start).isSameAs(target.failure);
    }

    @Test
    void refusalByTheHubPublishesNothing() {
        hub.refusal = new Failure(Failure.Kind.REFUSED, "tell", "401", "check the token");

        assertThatThrownBy(this::start).isSameAs(hub.refusal);
        assertThat(target.site).isNull();
    }

    @Test
    void publishInMidMaintenanceKeepsThePhase() {
        start();
        Outcome outcome = publish();

        assertThat(outcome.state().phase()).isEqualTo(Phase.IN_PROGRESS);
        assertThat(outcome.site()).isEqualTo(SiteOutcome.ALREADY);
    }

    @Test
    void hubThatMovedOnIsReadAgain() {
        hub.beforeTell.add(
                () -> hub.state = new MaintenanceState("shop", new StateVersion(MS, 5), NOW, Phase.SCHEDULED, NOTICE));

        Outcome outcome = start();

        assertThat(outcome.state().version()).isEqualTo(new StateVersion(MS, 6));
        allAgreeOn(Phase.IN_PROGRESS);
    }

    @Test
    void hubThatKeepsMovingIsGivenUp() {
        for (int i = 1; i <= 3; i++) {
            int revision = i;
            hub.beforeTell.add(() -> hub.state =
                    new MaintenanceState("shop", new StateVersion(MS, revision), NOW, Phase.SCHEDULED, NOTICE));
        }

        Failure failure = Objects.requireNonNull(catchThrowableOfType(Failure.class, this::start));
        assertThat(failure.kind()).isEqualTo(Failure.Kind.REFUSED);
        assertThat(failure.happened()).contains("3 times");
    }

    @Test
    void lostRaceAtTheTargetRendersAgainFromWhatWon() {
        target.races = 2;

        Outcome outcome = start();

        assertThat(outcome.hub()).isEqualTo(HubOutcome.TOLD);
        assertThat(target.reads).isEqualTo(3);
        assertThat(pauses).isEqualTo(2);
        allAgreeOn(Phase.IN_PROGRESS);
    }

    @Test
    void targetLostThreeTimesAfterTheHubWasToldSaysWhichHalfIsDone() {
        target.races = 3;

        Outcome outcome = start();

        assertThat(outcome.hub()).isEqualTo(HubOutcome.TOLD);
        assertThat(outcome.site()).isEqualTo(SiteOutcome.FAILED);
        assertThat(Objects.requireNonNull(outcome.failure()).kind()).isEqualTo(Failure.Kind.REFUSED);
    }

    @Test
    void windowThatBeginsWeeksEarlyKeepsItsLength() {
        Notice late = NOTICE.startingAt(NOW.plus(Duration.ofDays(31)))
                .endingAt(NOW.plus(Duration.ofDays(31)).plusSeconds(1800));
        hub.state = new MaintenanceState("shop", new StateVersion(MS, 1), NOW, Phase.SCHEDULED, late);

        start();

        assertThat(Objects.requireNonNull(hub.state.notice()).endsAt()).isEqualTo(NOW.plusSeconds(1800));
        allAgreeOn(Phase.IN_PROGRESS);
    }

    @Test
    void timelineThatIsFullGivesUpItsOldestEntry() {
        start();
        for (int i = 1; i <= 51; i++) {
            Goal update = Goals.update(NOW, Texts.of("en", "Step " + i));
            reconciler(hub, HubContact.SKIPPED).reach(update, Reconciler.Wait.NEVER, Duration.ZERO);
        }

        List<NoticeUpdate> updates = Objects.requireNonNull(hub.state.notice()).updates();
        assertThat(updates).hasSize(50);
        assertThat(updates.get(0).text()).isEqualTo(Texts.of("en", "Step 2"));
    }

    @Test
    void targetThatIsAwayDoesNotKeepTheHubFromTellingPeople() {
        Failure away = new Failure(Failure.Kind.UNREACHABLE, "read", "no answer", "try again");
        target.away = away;
        Outcome alone = start();
        assertThat(alone.hub()).isEqualTo(HubOutcome.TOLD);
        assertThat(alone.site()).isEqualTo(SiteOutcome.FAILED);
        assertThat(alone.failure()).isSameAs(away);
        assertThatThrownBy(this::start).isSameAs(away);

        target.away = null;
        start();
        allAgreeOn(Phase.IN_PROGRESS);
    }

    @Test
    void pageThatCannotBeSeenIsPublishedAllTheSame() {
        Failure unseen = new Failure(Failure.Kind.NOT_VISIBLE, "see", "nothing", "wait");
        target.unseen = unseen;

        Outcome outcome = reconciler(null, HubContact.NOT_CONFIGURED)
                .reach(Goals.start(NOW, NOTICE), Reconciler.Wait.ALWAYS, Duration.ofMinutes(1));

        assertThat(outcome.site()).isEqualTo(SiteOutcome.PUBLISHED);
        assertThat(outcome.failure()).isSameAs(unseen);
    }

    @Test
    void withoutAHubTheHeadGoesOn() {
        Reconciler first = reconciler(null, HubContact.NOT_CONFIGURED);
        first.reach(Goals.start(NOW, NOTICE), Reconciler.Wait.NEVER, Duration.ZERO);
        Outcome second = reconciler(null, HubContact.NOT_CONFIGURED)
                .reach(Goals.complete(NOW), Reconciler.Wait.NEVER, Duration.ZERO);

        assertThat(second.hub()).isEqualTo(HubOutcome.OFF);
        assertThat(second.state().version()).isEqualTo(new StateVersion(MS, 2));
    }

    @Test
    void noHubBeginsANewHistoryThatTheHubTakesLater() {
        start();
        Outcome alone =
                reconciler(null, HubContact.SKIPPED).reach(Goals.complete(NOW), Reconciler.Wait.NEVER, Duration.ZERO);
        assertThat(alone.state().version()).isEqualTo(new StateVersion(MS + 1, 1));

        publish();
        allAgreeOn(Phase.COMPLETED);
    }

    @Test
    void noSiteTellsTheHubAlone() {
        Outcome outcome = new Reconciler(
                        "shop",
                        hub,
                        HubContact.SKIPPED,
                        null,
                        ReconcilerTest::render,
                        Clock.fixed(NOW, ZoneOffset.UTC),
                        () -> pauses++,
                        Progress.silent())
                .reach(Goals.start(NOW, NOTICE), Reconciler.Wait.ALWAYS, Duration.ZERO);

        assertThat(outcome.site()).isEqualTo(SiteOutcome.OFF);
        assertThat(hub.state.phase()).isEqualTo(Phase.IN_PROGRESS);
    }

    @Test
    void previewWritesNothing() {
        start();
        hub.state = MaintenanceState.origin("shop");
        int told = hub.told;

        Preview preview = reconciler(hub, HubContact.SKIPPED).preview();

        assertThat(preview.hub()).isEqualTo(Preview.HubView.BEHIND);
        assertThat(preview.state().phase()).isEqualTo(Phase.IN_PROGRESS);
        assertThat(hub.told).isEqualTo(told);
    }

    @Test
    void waitsOnlyWhereNothingWasLiveBefore() {
        target.live = false;
        reconciler(hub, HubContact.SKIPPED)
                .reach(Goals.start(NOW, NOTICE), Reconciler.Wait.UNLESS_LIVE, Duration.ofMinutes(1));
        assertThat(target.waits).isEqualTo(1);

        target.live = true;
        reconciler(hub, HubContact.SKIPPED)
                .reach(Goals.complete(NOW), Reconciler.Wait.UNLESS_LIVE, Duration.ofMinutes(1));
        assertThat(target.waits).isEqualTo(1);
    }

    private Outcome start() {
        return reconciler(hub, HubContact.SKIPPED)
                .reach(Goals.start(NOW, NOTICE), Reconciler.Wait.NEVER, Duration.ZERO);
    }

    private Outcome complete() {
        return reconciler(hub, HubContact.SKIPPED).reach(Goals.complete(NOW), Reconciler.Wait.NEVER, Duration.ZERO);
    }

    private Outcome publish() {
        return reconciler(hub, HubContact.SKIPPED).publish(Reconciler.Wait.NEVER, Duration.ZERO);
    }

    private Reconciler reconciler(@Nullable Hub withHub, HubContact withoutHub) {
        return new Reconciler(
                "shop",
                withHub,
                withoutHub,
                target,
                ReconcilerTest::render,
                Clock.fixed(NOW, ZoneOffset.UTC),
                () -> pauses++,
                Progress.silent());
    }

    private void allAgreeOn(Phase phase) {
        assertThat(hub.state.phase()).isEqualTo(phase);
        assertThat(Objects.requireNonNull(target.site).file("state.json")).contains(StateCodec.encode(hub.state));
    }

    private static Site render(MaintenanceState state) {
        return new Site(Map.of("state.json", StateCodec.encode(state)));
    }

    /** A hub with the hub's rules and a network that does what a test says. */
    private static final class MemoryHub implements Hub {

        private final Deque<Runnable> beforeTell = new ArrayDeque<>();
        private MaintenanceState state = MaintenanceState.origin("shop");
        private @Nullable Failure refusal;
        private boolean down;
        private boolean failsToTell;
        private int told;

        @Override
        public URI stateUrl() {
            return URI.create("https://hub.example.com/v1/apps/shop/state");
        }

        @Override
        public String description() {
            return "hub";
        }

        @Override
        public Reading read() {
            return down ? new Reading.Unreachable("down") : new Reading.Known(state);
        }

        @Override
        public Answer tell(MaintenanceState next, StateVersion readVersion) {
            if (refusal != null) {
                throw refusal;
            }
            if (down || failsToTell) {
                return new Answer.Unreachable("down");
            }
            if (!beforeTell.isEmpty()) {
                beforeTell.remove().run();
            }
            if (!state.version().equals(readVersion)) {
                return new Answer.Outdated();
            }
            boolean baseNewer = next.version().isNewerThan(state.version());
            assertThat(baseNewer || Move.judge(state, next, NOW) instanceof Move.Verdict.Legal)
                    .isTrue();
            state = next.numbered(Numbering.byHub(state.version(), next.version(), NOW));
            told++;
            return new Answer.Told(state);
        }
    }

    /** A target in memory. */
    private static final class MemoryTarget implements Target {

        private @Nullable Site site;
        private @Nullable Failure failure;
        private @Nullable Failure away;
        private @Nullable Failure unseen;
        private boolean live = true;
        private int races;
        private int reads;
        private int waits;

        @Override
        public String description() {
            return "memory";
        }

        @Override
        public Remote read() {
            reads++;
            if (away != null) {
                throw away;
            }
            Site seen = site;
            return new Remote() {
                @Override
                public boolean holds(Site wanted) {
                    return seen != null
                            && Arrays.equals(
                                    seen.file("state.json").orElseThrow(),
                                    wanted.file("state.json").orElseThrow());
                }

                @Override
                public MaintenanceState state() {
                    return seen == null
                            ? MaintenanceState.origin("shop")
                            : ((dev.interlude.protocol.Decoded.Accepted) StateCodec.decode(
                                            seen.file("state.json").orElseThrow()))
                                    .state();
                }

                @Override
                public Optional<URI> url() {
                    return live ? Optional.of(URI.create("https://example.com/")) : Optional.empty();
                }

                @Override
                public Plan plan(Site wanted) {
                    return new MemoryPlan(wanted, !holds(wanted));
                }
            };
        }

        private final class MemoryPlan implements Plan {

            private final Site wanted;
            private final boolean changes;

            MemoryPlan(Site wanted, boolean changes) {
                this.wanted = wanted;
                this.changes = changes;
            }

            @Override
            public List<Change> changes() {
                return changes ? List.of(new Change(Change.Kind.UPDATE, "state.json", "")) : new ArrayList<>();
            }

            @Override
            public List<String> warnings() {
                return List.of();
            }

            @Override
            public List<PlannedRequest> reading() {
                return List.of();
            }

            @Override
            public List<PlannedRequest> applying() {
                return List.of();
            }

            @Override
            public List<String> waits() {
                return List.of();
            }

            @Override
            public SortedMap<String, String> basis() {
                return new TreeMap<>();
            }

            @Override
            public Publication apply() {
                if (failure != null) {
                    throw failure;
                }
                if (races > 0) {
                    races--;
                    throw new RaceLost("the branch moved");
                }
                site = wanted;
                return new Publication() {
                    @Override
                    public boolean changed() {
                        return changes;
                    }

                    @Override
                    public Optional<URI> url() {
                        return Optional.empty();
                    }

                    @Override
                    public String reference() {
                        return "memory";
                    }

                    @Override
                    public List<String> warnings() {
                        return List.of("gather updates");
                    }

                    @Override
                    public String awaitVisible(Duration atMost) {
                        waits++;
                        if (unseen != null) {
                            throw unseen;
                        }
                        return "seen";
                    }
                };
            }
        }
    }
}
