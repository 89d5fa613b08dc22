package dev.interlude.notifier.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.interlude.notifier.Fixtures;
import dev.interlude.protocol.MaintenanceState;
import dev.interlude.protocol.Notice;
import dev.interlude.protocol.Phase;
import dev.interlude.protocol.StateVersion;
import dev.interlude.protocol.Texts;
import dev.interlude.protocol.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SuccessionTest {

    private static final Instant NOW = Instant.parse("2026-11-20T22:00:00Z");

    static Stream<Fixtures.Named> moves() {
        return Fixtures.cases("moves.json");
    }

    static Stream<Fixtures.Named> continuations() {
        return Fixtures.cases("continuation.json")
                .filter(example -> example.content().get("writer").textValue().equals("hub"));
    }

    @ParameterizedTest
    @MethodSource("moves")
    void movesAreJudgedAsTheContractSays(Fixtures.Named example) {
        MaintenanceState from = example.state("from");
        MaintenanceState to = example.state("to");
        Judgement judgement = Succession.judge(
                from, to, Instant.parse(example.content().get("now").textValue()));

        boolean legal = example.content().get("legal").booleanValue();
        if (from.saysTheSameAs(to)) {
            assertThat(judgement).isEqualTo(new Judgement.Unchanged());
        } else if (legal) {
            assertThat(judgement).isInstanceOf(Judgement.Next.class);
        } else {
            assertThat(judgement).isInstanceOf(Judgement.Illegal.class);
        }
    }

    @ParameterizedTest
    @MethodSource("continuations")
    void statesAreNumberedAsTheContractSays(Fixtures.Named example) {
        Instant now = Instant.parse(example.content().get("now").textValue());
        MaintenanceState own = state(version(example.content().get("own")), Phase.SCHEDULED, "before");
        MaintenanceState sent = state(version(example.content().get("base")), Phase.IN_PROGRESS, "after");
        if (own.version().equals(StateVersion.ORIGIN)) {
            own = MaintenanceState.origin("shop");
        }

        assertThat(Succession.judge(own, sent, now))
                .isEqualTo(new Judgement.Next(
                        sent.numbered(version(example.content().get("expect")))));
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void writerThatHasSeenMoreIsFollowedInEveryPhaseAndEvenWithTheSameWords(Phase phase) {
        MaintenanceState own = state(new StateVersion(5, 7), phase, "words");
        MaintenanceState sent = own.numbered(new StateVersion(6, 1));

        assertThat(Succession.judge(own, sent, NOW))
                .isEqualTo(new Judgement.Next(sent.numbered(new StateVersion(NOW.toEpochMilli(), 1))));
    }

    @Test
    void sameWordsOnAnOlderBaseChangeNothing() {
        MaintenanceState own = state(new StateVersion(5, 7), Phase.IN_PROGRESS, "words");

        assertThat(Succession.judge(own, own.numbered(new StateVersion(5, 3)), NOW))
                .isEqualTo(new Judgement.Unchanged());
    }

    @Test
    void illegalMoveNamesWhatWouldBeLegal() {
        MaintenanceState own = state(new StateVersion(5, 7), Phase.IN_PROGRESS, "words");
        MaintenanceState sent = state(new StateVersion(5, 7), Phase.SCHEDULED, "words");

        assertThat(Succession.judge(own, sent, NOW))
                .isInstanceOfSatisfying(
                        Judgement.Illegal.class,
                        illegal -> assertThat(illegal.legal()).containsExactly(Phase.IN_PROGRESS, Phase.COMPLETED));
    }

    @Test
    void baseFromFarAheadIsRefused() {
        MaintenanceState own = MaintenanceState.origin("shop");
        long aDayAhead = NOW.plus(Duration.ofDays(1)).toEpochMilli();

        assertThat(Succession.judge(own, state(new StateVersion(aDayAhead, 1), Phase.IN_PROGRESS, "words"), NOW))
                .isInstanceOf(Judgement.Next.class);
        assertThat(Succession.judge(own, state(new StateVersion(aDayAhead + 1, 1), Phase.IN_PROGRESS, "words"), NOW))
                .isInstanceOfSatisfying(
                        Judgement.Invalid.class,
                        invalid -> assertThat(invalid.violations())
                                .extracting(Violation::pointer)
                                .containsExactly("/epoch"));
    }

    @Test
    void hubThatIsFarAheadItselfIsLedOn() {
        StateVersion ahead = new StateVersion(NOW.plus(Duration.ofDays(3)).toEpochMilli(), 4);
        MaintenanceState own = state(ahead, Phase.IN_PROGRESS, "before");

        for (StateVersion base : List.of(ahead, new StateVersion(ahead.epoch(), 2))) {
            assertThat(Succession.judge(own, state(base, Phase.IN_PROGRESS, "after"), NOW))
                    .isInstanceOfSatisfying(
                            Judgement.Next.class,
                            next -> assertThat(next.state().version()).isEqualTo(ahead.next()));
        }
        assertThat(Succession.judge(own, state(ahead.next(), Phase.IN_PROGRESS, "after"), NOW))
                .isInstanceOf(Judgement.Invalid.class);
    }

    private static StateVersion version(JsonNode pair) {
        return new StateVersion(pair.get(0).longValue(), pair.get(1).longValue());
    }

    private static MaintenanceState state(StateVersion version, Phase phase, String title) {
        Notice notice = Notice.of("window", NOW, Texts.of("en", title)).endingAt(NOW.plusSeconds(60));
        return new MaintenanceState("shop", version, NOW, phase, phase == Phase.OPERATIONAL ? null : notice);
    }
}
