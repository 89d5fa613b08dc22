package dev.interlude.publisher.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.interlude.protocol.MaintenanceState;
import dev.interlude.protocol.Notice;
import dev.interlude.protocol.Phase;
import dev.interlude.protocol.StateVersion;
import dev.interlude.protocol.Texts;
import dev.interlude.publisher.failure.Failure;
import dev.interlude.publisher.failure.Problem;
import dev.interlude.publisher.failure.ProblemsFound;
import dev.interlude.publisher.site.EdgeRenderer.TooLong;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the switches answer: always there, never too long, never anything but text. */
class EdgeRendererTest {

    static final Map<String, Integer> LIMITS = Map.of(
            "alb.json",
            1_024,
            "alb.html",
            1_024,
            "waf.json",
            4_096,
            "waf.html",
            4_096,
            "cloudfront-function.js",
            10_240);

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final JsonMapper JSON = new JsonMapper();

    private final EdgeRenderer renderer = new EdgeRenderer();

    @Test
    void everyStateGivesTheSameSetOfFilesWithinTheirLimits() throws IOException {
        for (String fixture : List.of("origin", "operational", "scheduled", "in-progress", "completed")) {
            for (SiteSettings settings : List.of(Rendering.standingIn(), Rendering.onItsOwnHost())) {
                Site edge = renderer.render(settings, Rendering.state(fixture), TooLong.REFUSE);

                assertThat(edge.files())
                        .containsOnlyKeys(
                                "alb.html",
                                "alb.json",
                                "cloudfront-function.js",
                                "interlude.auto.tfvars.json",
                                "nginx.conf",
                                "waf.html",
                                "waf.json");
                LIMITS.forEach((name, limit) ->
                        assertThat(edge.file(name).orElseThrow()).as(name).hasSizeBetween(100, limit));
            }
        }
    }

    @Test
    void secondRenderIsIdentical() throws IOException {
        Site first = renderer.render(Rendering.standingIn(), Rendering.state("in-progress"), TooLong.REFUSE);
        Site second = new EdgeRenderer().render(Rendering.standingIn(), Rendering.state("in-progress"), TooLong.REFUSE);

        first.files().forEach((path, content) -> assertThat(second.file(path)).hasValue(content));
    }

    @Test
    void withoutANoticeTheGeneralTextIsThere() throws IOException {
        Site edge = renderer.render(Rendering.standingIn(), Rendering.state("operational"), TooLong.REFUSE);

        assertThat(Rendering.text(edge, "alb.html")).contains("Temporarily unavailable");
        assertThat(Rendering.text(edge, "waf.html")).contains("Temporarily unavailable");
        JsonNode problem = JSON.readTree(Rendering.text(edge, "alb.json"));
        assertThat(problem.at("/status").asInt()).isEqualTo(503);
        assertThat(problem.at("/type").asText()).isEqualTo(UnavailableProblem.TYPE);
        assertThat(problem.at("/detail").asText()).contains("temporarily unavailable");
        assertThat(problem.at("/retryAfter").asInt()).isEqualTo(300);
        assertThat(problem.has("notice")).isFalse();
    }

    @Test
    void noticeIsToldWithItsTimes() {
        Site edge = renderer.render(Rendering.standingIn(), saying("Upgrade", "The database moves."), TooLong.REFUSE);

        for (String name : List.of("alb.html", "waf.html", "cloudfront-function.js")) {
            assertThat(Rendering.text(edge, name)).as(name).contains("Upgrade", "The database moves.");
        }
        assertThat(Rendering.text(edge, "waf.html")).contains("2026-11-20 13:00 UTC");
        assertThat(Rendering.text(edge, "waf.json"))
                .contains("\"detail\":\"The database moves.\"", "\"notice\":\"Upgrade\"", "2026-11-20T13:00:00Z");
    }

    @Test
    void wordsThatAreTooLongAreRefusedForAllFilesAtOnceWithWordsThatFit() {
        MaintenanceState state =
                saying("Upgrade", "The database moves. ".repeat(49).strip());

        ProblemsFound found = catchThrowableOfType(
                ProblemsFound.class, () -> renderer.render(Rendering.standingIn(), state, TooLong.REFUSE));

        assertThat(found.kind()).isEqualTo(Failure.Kind.CONFIGURATION);
        assertThat(found.problems()).extracting(Problem::path).containsExactly("edge/alb.json", "edge/alb.html");
        for (Problem problem : found.problems()) {
            assertThat(problem.message()).matches("it would have 1,?\\d{3} bytes, and 1024 are allowed");
            Matcher offer = Pattern.compile("this fits: body \"(.+…)\"; announce that.*")
                    .matcher(problem.hint());
            assertThat(offer.matches()).as(problem.hint()).isTrue();
            Site edge = renderer.render(Rendering.standingIn(), saying("Upgrade", offer.group(1)), TooLong.SHORTEN);
            String name = problem.path().replace("edge/", "");
            assertThat(Rendering.text(edge, name))
                    .as("the offer itself is not cut")
                    .contains(offer.group(1));
            assertThat(edge.file(name).orElseThrow())
                    .as("and not much shorter than it has to be")
                    .hasSizeBetween(980, 1_024);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\ud83d\ude80", "\u4fdd", "\"", "<", "&", "\\", "\n", "\u2028", "'"})
    void longestWordsOfAnyKindCanBeShortened(String character) {
        String title = character.equals("\n") ? "x" : character.repeat(120 / character.length());
        MaintenanceState state = saying(title, character.repeat(1_000 / character.length()));

        Site edge = renderer.render(Rendering.standingIn(), state, TooLong.SHORTEN);

        LIMITS.forEach((name, limit) ->
                assertThat(edge.file(name).orElseThrow()).as(name).hasSizeBetween(100, limit));
        edge.files()
                .forEach((name, content) -> assertThat(new String(content, StandardCharsets.UTF_8))
                        .as("no half of a character in " + name)
                        .doesNotContain("\ufffd", "?\u2026"));
    }

    @Test
    void templateOfOnesOwnThatIsTooLongIsNamed(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("edge"));
        Files.writeString(folder.resolve("edge/alb.ftlh"), "x".repeat(2_000));

        ProblemsFound found = catchThrowableOfType(
                ProblemsFound.class,
                () -> renderer.render(
                        Rendering.withTemplates(folder), Rendering.state("operational"), TooLong.SHORTEN));

        assertThat(found.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.path()).isEqualTo("edge/alb.html");
            assertThat(problem.message()).contains("2001 bytes");
            assertThat(problem.hint()).contains("shorten its template");
        });
    }

    @Test
    void templatesOfTheEdgeAreReplacedOneByOne(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("edge"));
        Files.writeString(folder.resolve("edge/waf.ftlh"), "<p>${heading.text} & ours</p>");

        Site edge = renderer.render(Rendering.withTemplates(folder), saying("<Upgrade>", "x"), TooLong.REFUSE);

        assertThat(Rendering.text(edge, "waf.html")).isEqualTo("<p>&lt;Upgrade&gt; & ours</p>\n");
        assertThat(Rendering.text(edge, "alb.html")).startsWith("<!doctype html>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "</script><script>alert(1)</script>",
                "\"; } return 200; # ' $remote_addr ${x} %{if true}",
                "${7*7} #{7*7} <#include \"x\"> ${file(\"/etc/passwd\")} %{ for x in y }",
                "line one\nline two \u2028 \u2029 \\ \\u0041 \\n `",
                "<!-- --> ]]> & &amp; \u202e \ud83d\ude80"
            })
    void operatorsTextStaysTextEverywhere(String hostile) throws IOException {
        Site harmless = renderer.render(Rendering.onItsOwnHost(), saying("x", "x"), TooLong.REFUSE);
        Site edge = renderer.render(Rendering.onItsOwnHost(), saying(hostile, hostile), TooLong.REFUSE);

        for (String name : List.of("alb.json", "waf.json")) {
            JsonNode problem = JSON.readTree(Rendering.text(edge, name));
            assertThat(problem.at("/detail").asText()).isEqualTo(hostile);
            assertThat(problem.at("/notice").asText()).isEqualTo(hostile);
        }
        for (String name : List.of("alb.html", "waf.html")) {
            String html = Rendering.text(edge, name);
            assertThat(html).contains(">" + escaped(hostile) + "</h1>", ">" + escaped(hostile) + "</p>");
            assertThat(html).doesNotContain("<script", "<!--");
        }
        assertThat(Rendering.text(edge, "nginx.conf"))
                .as("nginx reads no text of an operator's as configuration")
                .isEqualTo(Rendering.text(harmless, "nginx.conf"));
        assertThat(Rendering.text(edge, "cloudfront-function.js").lines().count())
                .isEqualTo(Rendering.text(harmless, "cloudfront-function.js")
                        .lines()
                        .count());
        JsonNode variables = JSON.readTree(Rendering.text(edge, "interlude.auto.tfvars.json"));
        assertThat(variables.at("/alb_body_html").asText()).isEqualTo(Rendering.text(edge, "alb.html"));
        assertThat(variables.at("/waf_body_json").asText()).isEqualTo(Rendering.text(edge, "waf.json"));
    }

    @Test
    void terraformGetsExactlyItsFiveVariables() throws IOException {
        Site edge = renderer.render(Rendering.onItsOwnHost(), Rendering.state("in-progress"), TooLong.REFUSE);

        JsonNode variables = JSON.readTree(Rendering.text(edge, "interlude.auto.tfvars.json"));

        assertThat(variables.fieldNames())
                .toIterable()
                .containsExactly("alb_body_json", "alb_body_html", "waf_body_json", "waf_body_html", "page_url");
        assertThat(variables.at("/page_url").asText()).isEqualTo("https://maintenance.example.com/");
    }

    @Test
    void everyFixtureOfTheContractCanBeShown() throws IOException {
        try (var fixtures = Files.list(Path.of("..", "protocol", "fixtures", "valid"))) {
            for (Path fixture : fixtures.toList()) {
                MaintenanceState state =
                        Rendering.state(String.valueOf(fixture.getFileName()).replace(".json", ""));
                assertThatCode(() -> renderer.render(Rendering.standingIn(), state, TooLong.SHORTEN))
                        .as(fixture.toString())
                        .doesNotThrowAnyException();
            }
        }
    }

    static MaintenanceState saying(String title, String body) {
        Notice notice = new Notice(
                "x",
                NOON,
                NOON.plusSeconds(3_600),
                false,
                false,
                Texts.of("en", title),
                Texts.of("en", body),
                List.of(),
                null);
        return new MaintenanceState("shop", new StateVersion(1, 1), NOON, Phase.IN_PROGRESS, notice);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
