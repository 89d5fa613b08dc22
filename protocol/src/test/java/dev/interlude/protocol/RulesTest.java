package dev.interlude.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules beside the shape of a document: derived views, order, legal moves and who may go on. */
class RulesTest {

    static Stream<Fixtures.Named> derive() {
        return Fixtures.cases("derive.json");
    }

    static Stream<Fixtures.Named> order() {
        return Fixtures.cases("order.json");
    }

    static Stream<Fixtures.Named> moves() {
        return Fixtures.cases("moves.json");
    }

    static Stream<Fixtures.Named> continuation() {
        return Fixtures.cases("continuation.json");
    }

    @ParameterizedTest
    @MethodSource("derive")
    void viewFollowsTheClock(Fixtures.Named fixture) {
        JsonNode expect = fixture.content().get("expect");
        View view = fixture.state("state").viewAt(now(fixture));

        assertThat(view.phase().wireName()).isEqualTo(expect.get("phase").textValue());
        assertThat(view.overdue()).isEqualTo(expect.get("overdue").booleanValue());
        assertThat(view.notice() == null).isEqualTo(view.phase() == Phase.OPERATIONAL);
    }

    @ParameterizedTest
    @MethodSource("order")
    void greaterVersionWins(Fixtures.Named fixture) {
        MaintenanceState a = MaintenanceState.origin("shop").numbered(fixture.version("a"));
        MaintenanceState b = MaintenanceState.origin("shop").numbered(fixture.version("b"));

        switch (fixture.content().get("greater").textValue()) {
            case "a" -> assertThat(b.orNewer(a)).isSameAs(a);
            case "b" -> assertThat(a.orNewer(b)).isSameAs(b);
            default -> assertThat(a.orNewer(b)).isSameAs(a);
        }
    }

    @ParameterizedTest
    @MethodSource("moves")
    void moveIsJudged(Fixtures.Named fixture) {
        Move.Verdict verdict = Move.judge(fixture.state("from"), fixture.state("to"), now(fixture));
        List<String> successors = new ArrayList<>();
        fixture.content().get("successors").forEach(name -> successors.add(name.textValue()));

        assertThat(verdict instanceof Move.Verdict.Legal)
                .isEqualTo(fixture.content().get("legal").booleanValue());
        if (verdict instanceof Move.Verdict.Illegal illegal) {
            assertThat(illegal.legal()).extracting(Phase::wireName).containsExactlyElementsOf(successors);
            assertThat(illegal.reason()).isNotBlank();
        }
    }

    @ParameterizedTest
    @MethodSource("continuation")
    void onlyTheHolderOfTheNewestStateGoesOn(Fixtures.Named fixture) {
        StateVersion version = fixture.content().get("writer").textValue().equals("hub")
                ? Numbering.byHub(fixture.version("own"), fixture.version("base"), now(fixture))
                : Numbering.byPublisher(
                        fixture.version("head"),
                        fixture.version("seen"),
                        Numbering.HubContact.valueOf(
                                fixture.content().get("contact").textValue().toUpperCase(Locale.ROOT)),
                        now(fixture));

        assertThat(version).isEqualTo(fixture.version("expect"));
    }

    @Test
    void entityTagNamesAVersion() {
        StateVersion version = new StateVersion(1795212000000L, 42);

        assertThat(version.entityTag()).isEqualTo("\"1795212000000.42\"");
        assertThat(StateVersion.ofEntityTag(version.entityTag())).contains(version);
        for (String foreign : List.of("1.2", "\"1\"", "W/\"1.2\"", "\"-1.2\"", "\"999999999999999.1\"", "*", "")) {
            assertThat(StateVersion.ofEntityTag(foreign)).isEmpty();
        }
    }

    @Test
    void versionOutOfRangeIsRefused() {
        assertThatThrownBy(() -> new StateVersion(-1, 0)).hasMessageContaining("out of range");
        assertThatThrownBy(() -> new StateVersion(0, StateVersion.MAX_REVISION + 1))
                .hasMessageContaining("out of range");
    }

    @Test
    void noticeStandsInEveryPhaseButOperational() {
        assertThatThrownBy(
                        () -> new MaintenanceState("shop", StateVersion.ORIGIN, Instant.EPOCH, Phase.SCHEDULED, null))
                .hasMessageContaining("scheduled without one");
    }

    @Test
    void textsFallBackToALanguageThereIs() {
        Texts texts = Texts.of(java.util.Map.of("de", "Wartung", "fr", "Maintenance"));

        assertThat(texts.preferring("fr")).isEqualTo("Maintenance");
        assertThat(texts.preferring("en")).isEqualTo("Wartung");
        assertThat(Texts.NONE.preferring("en")).isEmpty();
    }

    private static Instant now(Fixtures.Named fixture) {
        return Instant.parse(fixture.content().get("now").textValue());
    }
}
