package dev.interlude.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StateCodecTest {

    /**
     * Beyond what JSON Schema can say, or what its validator sees of a parsed document. (A trailing newline is refused
     * by the schema too, but not by this validator: in the JDK's expressions {@code $} matches before it.)
     */
    private static final Set<String> BEYOND_THE_SCHEMA = Set.of(
            "app-trailing-newline.json",
            "cut-in-half.json",
            "empty.json",
            "two-values.json",
            "name-twice.json",
            "deeply-nested.json",
            "end-before-start.json",
            "window-too-long.json");

    private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(
                    new String(StateSchema.document(), StandardCharsets.UTF_8),
                    SchemaValidatorsConfig.builder()
                            .formatAssertionsEnabled(true)
                            .build());

    static Stream<Fixtures.Named> valid() {
        return Fixtures.folder("valid");
    }

    static Stream<Fixtures.Named> invalid() {
        return Fixtures.folder("invalid");
    }

    static Stream<Fixtures.Named> future() {
        return Fixtures.folder("future");
    }

    @ParameterizedTest
    @MethodSource("valid")
    void validDocumentIsReadAndWrittenBackAsItWas(Fixtures.Named fixture) throws IOException {
        MaintenanceState state = Fixtures.accepted(bytes(fixture.content()));

        assertThat(Fixtures.JSON.readTree(StateCodec.encode(state))).isEqualTo(fixture.content());
        assertThat(Fixtures.accepted(StateCodec.encode(state))).isEqualTo(state);
        assertThat(StateCodec.violationsIn(state)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("valid")
    void schemaAcceptsWhatTheCodecAccepts(Fixtures.Named fixture) {
        assertThat(SCHEMA.validate(fixture.content())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void invalidDocumentIsRefusedAndEveryPointerIsNamed(Fixtures.Named fixture) {
        Decoded decoded = StateCodec.decode(fixture.document());

        assertThat(decoded).isInstanceOf(Decoded.Refused.class);
        assertThat(((Decoded.Refused) decoded).violations())
                .extracting(Violation::pointer)
                .containsExactlyInAnyOrderElementsOf(pointers(fixture.content()));
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void schemaRefusesWhatTheCodecRefuses(Fixtures.Named fixture) {
        if (BEYOND_THE_SCHEMA.contains(fixture.name())) {
            assertThat(fixture.content().get("why").textValue()).isNotBlank();
            return;
        }
        assertThat(SCHEMA.validate(fixture.content().get("document"))).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("future")
    void readerTakesFromALaterContractWhatItUnderstands(Fixtures.Named fixture) {
        JsonNode shown = fixture.content().get("shown");
        Decoded decoded = StateCodec.read(fixture.document());

        if (shown.isNull()) {
            assertThat(decoded).isInstanceOf(Decoded.Refused.class);
            return;
        }
        MaintenanceState state = ((Decoded.Accepted) decoded).state();
        Notice notice = state.notice();
        assertThat(state.phase().wireName()).isEqualTo(shown.get("phase").textValue());
        assertThat(notice == null ? null : notice.id())
                .isEqualTo(shown.get("noticeId").textValue());
    }

    @ParameterizedTest
    @MethodSource("future")
    void writerRefusesALaterContract(Fixtures.Named fixture) {
        assertThat(StateCodec.decode(fixture.document())).isInstanceOf(Decoded.Refused.class);
    }

    @Test
    void documentOverTheSizeIsRefusedBeforeItIsRead() {
        byte[] document = (" ".repeat(StateCodec.MAX_BYTES) + "{").getBytes(StandardCharsets.UTF_8);

        assertThat(StateCodec.decode(document))
                .satisfies(decoded ->
                        assertThat(((Decoded.Refused) decoded).reason()).isEqualTo(Decoded.Reason.TOO_LARGE));
    }

    @Test
    void malformedUtf8AndUtf16AreNotJson() {
        byte[] document = StateCodec.encode(MaintenanceState.origin("shop"));
        byte[] malformed = document.clone();
        malformed[document.length - 4] = (byte) 0xC3;
        byte[] utf16 = new String(document, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16BE);

        for (byte[] bytes : List.of(malformed, utf16)) {
            assertThat(((Decoded.Refused) StateCodec.decode(bytes)).reason()).isEqualTo(Decoded.Reason.NOT_JSON);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | nothing at all",
                "`  ` | nothing at all",
                "{\"secret\": | ends too early",
                "{} {} | more than one value",
                "[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]] | nested too deeply",
                "{\"secret\":1,\"secret\":2} | a name stands twice",
                "{secret} | not JSON"
            })
    void textThatIsNotJsonIsRefusedInWordsOfOurOwn(String text, String reason) {
        Decoded.Refused refused = (Decoded.Refused) StateCodec.decode(text.getBytes(StandardCharsets.UTF_8));

        assertThat(refused.reason()).isEqualTo(Decoded.Reason.NOT_JSON);
        assertThat(refused.violations().get(0).message())
                .matches("not one JSON value: " + reason + "( \\(line 1, column \\d+\\))?");
    }

    @Test
    void documentWithoutVersionIsReadOnItsBase() {
        StateVersion base = new StateVersion(1_795_212_000_000L, 42);
        String operational = "{\"schema\":1,\"app\":\"shop\",%s\"updatedAt\":\"2026-11-20T21:30:00Z\","
                + "\"phase\":\"operational\"}";

        assertThat(decodedBasedOn(base, operational.formatted("")))
                .isInstanceOfSatisfying(
                        Decoded.Accepted.class,
                        accepted -> assertThat(accepted.state().version()).isEqualTo(base));
        assertThat(decodedBasedOn(base, operational.formatted("\"epoch\":7,\"revision\":1,")))
                .isInstanceOfSatisfying(
                        Decoded.Accepted.class,
                        accepted -> assertThat(accepted.state().version()).isEqualTo(new StateVersion(7, 1)));
    }

    @Test
    void halfAVersionIsNoBase() {
        String document = "{\"schema\":1,\"app\":\"shop\",\"epoch\":7,\"updatedAt\":\"2026-11-20T21:30:00Z\","
                + "\"phase\":\"operational\"}";

        assertThat(decodedBasedOn(StateVersion.ORIGIN, document))
                .isInstanceOfSatisfying(
                        Decoded.Refused.class,
                        refused -> assertThat(refused.violations())
                                .extracting(Violation::pointer)
                                .containsExactly("/revision"));
    }

    private static Decoded decodedBasedOn(StateVersion base, String document) {
        return StateCodec.decodeBasedOn(base, document.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void nameOfAnApplicationIsOneLabel() {
        assertThat(List.of("a", "shop", "shop-api", "7", "a".repeat(63))).allMatch(MaintenanceState::isAppName);
        assertThat(List.of("", "-a", "a-", "A", "a.b", "../a", "a\n", "a".repeat(64)))
                .noneMatch(MaintenanceState::isAppName);
    }

    @Test
    void unpairedSurrogateIsRefused() {
        String document = new String(
                        StateCodec.encode(new MaintenanceState(
                                "shop",
                                StateVersion.ORIGIN,
                                Instant.EPOCH,
                                Phase.IN_PROGRESS,
                                Notice.of("n", Instant.EPOCH, Texts.of("en", "MARK")))),
                        StandardCharsets.UTF_8)
                .replace("MARK", "\\ud83d");

        assertThat(((Decoded.Refused) StateCodec.decode(document.getBytes(StandardCharsets.UTF_8))).violations())
                .extracting(Violation::pointer)
                .containsExactly("/notice/title/en");
    }

    @Test
    void stateThatBreaksABoundIsNotWritten() {
        MaintenanceState state = new MaintenanceState(
                "shop",
                StateVersion.ORIGIN,
                Instant.EPOCH,
                Phase.IN_PROGRESS,
                Notice.of("n", Instant.EPOCH, Texts.of("en", "x".repeat(121))));

        assertThat(StateCodec.violationsIn(state))
                .extracting(Violation::toString)
                .containsExactly("/notice/title/en: longer than 120 characters");
    }

    private static byte[] bytes(JsonNode document) {
        return document.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> pointers(JsonNode fixture) {
        List<String> pointers = new ArrayList<>();
        fixture.get("pointers").forEach(pointer -> pointers.add(pointer.textValue()));
        return pointers;
    }
}
