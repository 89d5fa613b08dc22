package dev.interlude.publisher.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.interlude.publisher.failure.Failure;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The verbs on a folder target, in this process. */
class CliTest {

    private static final Instant NOW = Instant.parse("2026-11-20T21:30:00Z");

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Instant now = NOW;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "init",
                "render",
                "preview",
                "plan",
                "publish",
                "announce",
                "start",
                "update",
                "extend",
                "complete",
                "cancel",
                "status",
                "demo"
            })
    void everyVerbHasHelp(String verb) {
        assertThat(run(verb, "--help")).isZero();
        assertThat(out())
                .startsWith("Usage: publisher " + verb)
                .contains("--help", "Exit codes:", "7   ", "Examples:", "Environment:");
        assertThat(out().lines()).as("fits 80 columns").allMatch(line -> line.length() <= 80);
    }

    @Test
    void whatIsNotUnderstoodIsNamedAndTheNearestOffered() {
        assertThat(run("publis")).isEqualTo(2);
        assertThat(err()).contains("there is no verb 'publis'; did you mean publish?", "publisher --help");
        assertThat(run("publish", "--tokn-file=x")).isEqualTo(2);
        assertThat(err())
                .contains("there is no option --tokn-file; did you mean --token-file", "publisher publish --help");
        assertThat(run("announce", "--title", "Nearly", "done")).isEqualTo(2);
        assertThat(err()).contains("argument 4 'done' is one too many");
    }

    @Test
    void textThatWasLostOnTheWayIsRefused() {
        init();
        assertThat(run("announce", "--starts-at", "+30m", "--for", "20m", "--title", "Gr\uFFFD\uFFFDere Umbauten"))
                .isEqualTo(2);
        assertThat(err()).contains("argument 7 ", "LC_ALL=C.UTF-8");
        assertThat(folder.resolve("public")).doesNotExist();
    }

    @Test
    void resultThatCannotBePrintedIsNoSuccess() {
        init();
        OutputStream full = new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException("no room");
            }
        };

        assertThat(cli(full).run("plan", "--json")).isEqualTo(1);
        assertThat(err()).contains("standard output");
        // Ends, since nobody is there any more.
        assertThat(cli(full).run("status", "--watch", "--json")).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Failure.Kind.class)
    void everyFailureHasItsExitCodeInTheHelp(Failure.Kind kind) {
        assertThat(run("publish", "--help")).isZero();
        assertThat(out()).containsPattern("\n +" + ExitCodes.of(kind) + "  +\\w");
    }

    @Test
    void initWritesAConfigurationThatWorksAndNeverOverwritesOne() throws IOException {
        assertThat(run("init", "--app", "shop")).isZero();
        assertThat(out()).contains("next: publisher render");
        assertThat(run("publish")).isZero();

        Files.writeString(folder.resolve("interlude.yaml"), "mine");
        assertThat(run("init")).isEqualTo(2);
        assertThat(folder.resolve("interlude.yaml")).hasContent("mine");
    }

    @Test
    void wholeStoryOnAFolder() throws IOException {
        init();
        assertThat(run("announce", "--starts-at", "+30m", "--for", "30m", "--title", "Upgrade", "--id", "one"))
                .isZero();
        assertThat(state().at("/notice/startsAt").asText()).isEqualTo("2026-11-20T22:00:00Z");
        now = NOW.plusSeconds(600);
        assertThat(run("start")).isZero();
        assertThat(state().at("/notice/startsAt").asText())
                .as("it begins now, earlier than announced")
                .isEqualTo("2026-11-20T21:40:00Z");
        assertThat(run("update", "Half done.", "de=Zur Hälfte fertig.")).isZero();
        assertThat(run("extend", "--for", "2h")).isZero();
        assertThat(state().at("/notice/endsAt").asText()).isEqualTo("2026-11-20T23:40:00Z");
        assertThat(run("complete")).isZero();
        assertThat(state().at("/phase").asText()).isEqualTo("completed");
        assertThat(state().at("/revision").asInt()).isEqualTo(5);
    }

    @Test
    void movingAnAnnouncedWindowKeepsItsIdAndTimeline() throws IOException {
        init();
        run("announce", "--starts-at", "+30m", "--for", "30m");
        String id = state().at("/notice/id").asText();
        run("update", "We prepare.");

        assertThat(run("announce", "--starts-at", "+60m", "--for", "30m")).isZero();

        assertThat(state().at("/notice/id").asText()).isEqualTo(id);
        assertThat(state().at("/notice/startsAt").asText()).isEqualTo("2026-11-20T22:30:00Z");
        assertThat(state().at("/notice/updates")).hasSize(1);
    }

    @Test
    void sameCommandAgainMakesNoNewRevision() throws IOException {
        init();
        for (List<String> command : List.of(
                List.of("announce", "--starts-at", "2026-11-20T22:00Z", "--for", "30m", "--title", "Upgrade"),
                List.of("start"),
                List.of("update", "Half done."),
                List.of("extend", "--ends-at", "2026-11-20T23:00Z"),
                List.of("complete"),
                List.of("cancel"))) {
            assertThat(run(command.toArray(String[]::new)))
                    .as("%s: %s", command, err())
                    .isZero();
            JsonNode first = state();
            assertThat(run(command.toArray(String[]::new))).isZero();
            assertThat(state()).as(command.toString()).isEqualTo(first);
        }
    }

    @Test
    void extendNeverShortensUnasked() throws IOException {
        init();
        run("announce", "--starts-at", "+30m", "--for", "60m");

        assertThat(run("extend", "--for", "10m")).isEqualTo(2);
        assertThat(err()).contains("already ends later");
    }

    @Test
    void resultIsOneJsonDocument() throws IOException {
        init();
        assertThat(run("start", "--json")).isZero();
        JsonNode result = new JsonMapper().readTree(out());
        assertThat(result.at("/hub").asText()).isEqualTo("off");
        assertThat(result.at("/site").asText()).isEqualTo("published");
        assertThat(result.at("/state/phase").asText()).isEqualTo("in_progress");

        assertThat(run("announce", "--starts-at", "+1h", "--for", "1h", "--json"))
                .isEqualTo(7);
        JsonNode failure = new JsonMapper().readTree(out());
        assertThat(failure.at("/error/exitCode").asInt()).isEqualTo(7);
        assertThat(failure.at("/error/advice").asText()).contains("in_progress (update, extend), completed (complete)");
    }

    @Test
    void mistakesAreJsonToo() throws IOException {
        assertThat(run("pubish", "--json")).isEqualTo(2);
        assertThat(new JsonMapper().readTree(out()).at("/error/kind").asText()).isEqualTo("usage");
        assertThat(run("publish", "--bogus", "--json")).isEqualTo(2);
        assertThat(new JsonMapper().readTree(out()).at("/error/exitCode").asInt())
                .isEqualTo(2);
        Files.writeString(folder.resolve("interlude.yaml"), "ap: shop\n");
        assertThat(run("publish", "--json")).isEqualTo(3);
        assertThat(new JsonMapper().readTree(out()).at("/error/kind").asText()).isEqualTo("configuration");
        assertThat(new JsonMapper().readTree(out()).at("/error/problems")).isNotEmpty();
    }

    @Test
    void planShowsWhatPublishDoesAndStatusTellsThePhase() throws IOException {
        init();
        assertThat(run("plan")).isZero();
        assertThat(out()).contains("+ index.html").contains("no hub is configured");
        assertThat(folder.resolve("public")).doesNotExist();
        run("publish");
        assertThat(run("plan")).isZero();
        assertThat(out()).contains("nothing to change");

        assertThat(run("status", "--exit-code")).isZero();
        run("announce", "--starts-at", "+30m", "--for", "30m");
        assertThat(run("status", "--exit-code")).isEqualTo(10);
        run("start");
        assertThat(run("status", "--exit-code", "--json")).isEqualTo(11);
        now = NOW.plusSeconds(7200);
        assertThat(run("status")).isZero();
        assertThat(out()).contains("in_progress (overdue), all places agree");
    }

    @Test
    void noticeFromAFileIsCheckedByTheContract() throws IOException {
        init();
        Path file = folder.resolve("notice.json");
        Files.writeString(file, """
                {"id": "db", "startsAt": "2026-11-20T22:00:00Z", "endsAt": "2026-11-20T22:30:00Z",
                 "title": {"en": "Upgrade"}}
                """);
        assertThat(run("announce", "--notice", "notice.json")).isZero();
        assertThat(state().at("/notice/id").asText()).isEqualTo("db");

        Files.writeString(file, "{\"id\": \"d b\", \"startsAt\": \"soon\", \"title\": {\"de\": \"x\"}}");
        assertThat(run("announce", "--notice", "notice.json")).isEqualTo(2);
        assertThat(err()).contains("/id", "/startsAt", "/endsAt");
        assertThat(run("announce", "--notice", "notice.json", "--for", "1h")).isEqualTo(2);
        assertThat(run("announce", "--notice", "missing.json")).isEqualTo(2);
        Files.writeString(file, """
                {"id": "db", "startsAt": "2020-11-20T22:00:00Z", "endsAt": "2020-11-20T22:30:00Z",
                 "title": {"en": "Upgrade"}}
                """);
        assertThat(run("announce", "--notice", "notice.json")).isEqualTo(2);
        assertThat(err()).contains("it ended at 2020-11-20T22:30:00Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | it is empty",
                "{'id': 'a', 'id': 'b'} | Duplicate field",
                "{'id': 'a'} {'id': 'b'} | Trailing token",
            })
    void noticeFileHoldsOneDocument(String text, String reason) throws IOException {
        init();
        Files.writeString(folder.resolve("notice.json"), text.replace('\'', '"'));

        assertThat(run("announce", "--notice", "notice.json")).isEqualTo(2);
        assertThat(err()).contains(reason);
        assertThat(folder.resolve("public")).doesNotExist();
    }

    @Test
    void noticeFileMayBeginWithAByteOrderMarkAndIsUtf8() throws IOException {
        init();
        Path file = Files.writeString(folder.resolve("notice.json"), "\uFEFF" + """
                {"id": "db", "startsAt": "2026-11-20T22:00:00Z", "endsAt": "2026-11-20T22:30:00Z",
                 "title": {"en": "Größere Umbauten"}}
                """);
        assertThat(run("announce", "--notice", "notice.json")).isZero();
        assertThat(state().at("/notice/title/en").asText()).isEqualTo("Größere Umbauten");

        Files.write(file, Files.readString(file).getBytes(StandardCharsets.UTF_16LE));
        assertThat(run("announce", "--notice", "notice.json")).isEqualTo(2);
        assertThat(err()).contains("it is no UTF-8");
    }

    @Test
    void planIsNotWrittenOverAnythingElse() throws IOException {
        init();
        String configuration = Files.readString(folder.resolve("interlude.yaml"));

        assertThat(run("plan", "--out", "interlude.yaml")).isEqualTo(2);
        assertThat(err()).contains("a file that is no plan is there");
        assertThat(folder.resolve("interlude.yaml")).hasContent(configuration);
        assertThat(run("plan", "--out", "maintenance.plan")).isZero();
        assertThat(run("plan", "--out", "maintenance.plan")).isZero();
    }

    @Test
    void renderNeedsNothingButTheConfiguration() throws IOException {
        init();
        assertThat(run("render", "--out", "preview")).isZero();
        assertThat(folder.resolve("preview/site/index.html")).isNotEmptyFile();
        assertThat(folder.resolve("preview/site/404.html"))
                .hasSameBinaryContentAs(folder.resolve("preview/site/index.html"));
    }

    @Test
    void renderPutsWholeFilesInThePlaceOfThoseThatAreRead() throws IOException {
        init();
        assertThat(run("render", "--out", "live")).isZero();
        Path page = folder.resolve("live/site/index.html");
        byte[] before = Files.readAllBytes(page);

        try (InputStream reading = Files.newInputStream(page)) {
            assertThat(run("render", "--out", "live", "--set", "site.title=Another"))
                    .isZero();
            assertThat(reading.readAllBytes()).isEqualTo(before);
        }

        assertThat(page).content().contains("Another");
        try (Stream<Path> files = Files.list(page.getParent())) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.endsWith(".tmp"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".interlude/manifest", "back\\slash.txt", "two\nlines.txt", "index.html"})
    void fileThatWouldBeInTheWayIsNotTakenFromTheTemplates(String name) throws IOException {
        init();
        Path file = folder.resolve("own").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "x");

        assertThat(run("publish", "--set", "site.templates=own")).isEqualTo(3);
        assertThat(err()).contains("from site.templates");
        assertThat(folder.resolve("public")).doesNotExist();
    }

    private void init() {
        assertThat(run("init", "--app", "shop")).isZero();
    }

    private JsonNode state() throws IOException {
        return new JsonMapper().readTree(folder.resolve("public/state.json").toFile());
    }

    private int run(String... arguments) {
        out.reset();
        err.reset();
        return cli(out).run(arguments);
    }

    private Cli cli(OutputStream stdout) {
        return new Cli(new Surroundings(
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(stdout, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of(),
                folder,
                folder.resolve("home"),
                Clock.fixed(now, ZoneOffset.UTC),
                time -> {},
                new Random(1),
                Surroundings.Terminal.PIPELINE));
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
