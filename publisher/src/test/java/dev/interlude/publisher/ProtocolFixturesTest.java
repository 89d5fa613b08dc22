package dev.interlude.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.interlude.protocol.Decoded;
import dev.interlude.protocol.MaintenanceState;
import dev.interlude.protocol.Notice;
import dev.interlude.protocol.Numbering;
import dev.interlude.protocol.Phase;
import dev.interlude.protocol.StateCodec;
import dev.interlude.protocol.StateVersion;
import dev.interlude.protocol.Texts;
import dev.interlude.publisher.command.Cli;
import dev.interlude.publisher.command.Surroundings;
import dev.interlude.publisher.failure.Failure;
import dev.interlude.publisher.state.Goal;
import dev.interlude.publisher.state.Goals;
import dev.interlude.publisher.target.DirectoryTarget;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract's golden documents, through the places where the publisher meets them. */
class ProtocolFixturesTest {

    private static final Path FIXTURES = Path.of("..", "protocol", "fixtures");
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private Path folder;

    private record Fixture(String name, JsonNode content) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Fixture> valid() {
        return files("valid");
    }

    static Stream<Fixture> future() {
        return files("future");
    }

    /** Those whose fault lies in the notice of a scheduled window: what an operator can bring in a file. */
    static Stream<Fixture> invalidNotices() {
        return files("invalid").filter(fixture -> {
            JsonNode document = fixture.content().path("document");
            return document.path("phase").asText().equals("scheduled")
                    && document.path("notice").isObject()
                    && StreamSupport.stream(fixture.content().get("pointers").spliterator(), false)
                            .allMatch(pointer -> pointer.asText().startsWith("/notice/"));
        });
    }

    static Stream<Fixture> moves() {
        return cases("moves.json");
    }

    static Stream<Fixture> numberedByThePublisher() {
        return cases("continuation.json")
                .filter(fixture -> fixture.content().get("writer").asText().equals("publisher"));
    }

    @ParameterizedTest
    @MethodSource("valid")
    void stateOfAFolderIsReadAsItStands(Fixture fixture) throws IOException {
        MaintenanceState state = published(fixture.content());

        assertThat(JSON.readTree(StateCodec.encode(state))).isEqualTo(fixture.content());
    }

    @ParameterizedTest
    @MethodSource("future")
    void stateOfALaterContractIsReadAsFarAsItIsUnderstood(Fixture fixture) throws IOException {
        JsonNode shown = fixture.content().get("shown");
        JsonNode document = fixture.content().get("document");
        if (shown.isNull()) {
            Failure failure = catchThrowableOfType(Failure.class, () -> published(document));
            assertThat(Objects.requireNonNull(failure).kind()).isEqualTo(Failure.Kind.REFUSED);
            return;
        }
        assertThat(published(document).phase().wireName())
                .isEqualTo(shown.get("phase").asText());
    }

    @ParameterizedTest
    @MethodSource("invalidNotices")
    void noticeThatTheContractRefusesIsNotAnnounced(Fixture fixture) throws IOException {
        Files.writeString(folder.resolve("interlude.yaml"), "app: shop\ntarget: {directory: {path: public}}\n");
        Files.writeString(
                folder.resolve("notice.json"),
                fixture.content().at("/document/notice").toString());
        ByteArrayOutputStream err = new ByteArrayOutputStream();

        int exitCode = new Cli(surroundings(err)).run("announce", "--notice", "notice.json");

        assertThat(exitCode).isEqualTo(2);
        for (JsonNode pointer : fixture.content().get("pointers")) {
            assertThat(err.toString(StandardCharsets.UTF_8))
                    .contains(pointer.asText().substring("/notice".length()) + ": ");
        }
        assertThat(folder.resolve("public")).doesNotExist();
    }

    @ParameterizedTest
    @MethodSource("moves")
    void verbsMakeTheMovesThatAreLegalAndNoOthers(Fixture fixture) {
        Instant now = Instant.parse(fixture.content().get("now").asText());
        MaintenanceState from = state(fixture.content().get("from"));
        Phase to = state(fixture.content().get("to")).phase();
        List<String> successors = StreamSupport.stream(
                        fixture.content().get("successors").spliterator(), false)
                .map(JsonNode::asText)
                .toList();

        Goal.Step step;
        try {
            step = goal(to, now).from(from);
        } catch (Failure failure) {
            assertThat(failure.kind()).isEqualTo(Failure.Kind.ILLEGAL_MOVE);
            assertThat(successors).doesNotContain(to.wireName());
            assertThat(failure.advice()).contains(successors);
            return;
        }
        boolean reached = step instanceof Goal.Step.Reached;
        assertThat(reached || successors.contains(to.wireName())).isTrue();
    }

    @ParameterizedTest
    @MethodSource("numberedByThePublisher")
    void onlyTheHolderOfTheNewestStateGoesOn(Fixture fixture) {
        JsonNode content = fixture.content();

        assertThat(Numbering.byPublisher(
                        version(content.get("head")),
                        version(content.get("seen")),
                        Numbering.HubContact.valueOf(
                                content.get("contact").asText().toUpperCase(Locale.ROOT)),
                        Instant.parse(content.get("now").asText())))
                .isEqualTo(version(content.get("expect")));
    }

    private static Goal goal(Phase to, Instant now) {
        Notice notice = Notice.of("another", now.plusSeconds(60), Texts.of("en", "Maintenance"))
                .endingAt(now.plusSeconds(600));
        return switch (to) {
            case OPERATIONAL -> Goals.cancel(now);
            case SCHEDULED -> Goals.announce(now, scheduled -> notice);
            case IN_PROGRESS -> Goals.start(now, notice.startingAt(now));
            case COMPLETED -> Goals.complete(now);
        };
    }

    private MaintenanceState published(JsonNode document) throws IOException {
        Path place = Files.createDirectories(folder.resolve("public"));
        Files.writeString(place.resolve("state.json"), document.toString());
        String app = document.get("app").asText();
        return new DirectoryTarget(
                        app, place, List.of(), DirectoryTarget.TakeOver.REFUSE, Clock.systemUTC(), time -> {})
                .read()
                .state();
    }

    private Surroundings surroundings(ByteArrayOutputStream err) {
        return new Surroundings(
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of(),
                folder,
                folder.resolve("home"),
                Clock.fixed(Instant.parse("2026-11-20T21:00:00Z"), ZoneOffset.UTC),
                time -> {},
                new Random(1),
                Surroundings.Terminal.PIPELINE);
    }

    private static MaintenanceState state(JsonNode document) {
        byte[] bytes = document.toString().getBytes(StandardCharsets.UTF_8);
        return ((Decoded.Accepted) StateCodec.decode(bytes)).state();
    }

    private static StateVersion version(JsonNode pair) {
        return new StateVersion(pair.get(0).longValue(), pair.get(1).longValue());
    }

    private static Stream<Fixture> files(String name) {
        try (Stream<Path> files = Files.list(FIXTURES.resolve(name))) {
            return files.sorted().map(file -> new Fixture(file.getFileName().toString(), tree(file))).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Fixture> cases(String name) {
        return StreamSupport.stream(tree(FIXTURES.resolve(name)).get("cases").spliterator(), false)
                .map(content -> new Fixture(content.get("name").asText(), content));
    }

    private static JsonNode tree(Path file) {
        try {
            return JSON.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
