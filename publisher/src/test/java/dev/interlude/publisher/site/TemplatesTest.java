package dev.interlude.publisher.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.interlude.publisher.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The operator's own folder: what it replaces, what it adds, and what is refused in it. */
class TemplatesTest {

    private static final String MARKER = "<meta name=\"interlude-page\" content=\"${marker}\">";

    @TempDir
    Path folder;

    @Test
    void fileWithTheNameOfATemplateReplacesIt() throws IOException {
        write("index.ftlh", MARKER + "<#include \"part.ftlh\">");
        write("part.ftlh", "<p>${title} &mdash; ${marker}</p>");

        Site site = render();

        assertThat(Rendering.text(site, "index.html")).endsWith("<p>Shop &mdash; 1795212000000.43</p>");
        assertThat(site.files()).doesNotContainKeys("index.ftlh", "part.ftlh");
    }

    @Test
    void styleIsReplacedWithoutTouchingTheTemplate() throws IOException {
        write("page.css", "/* ours */ body { color : red ; }\r\n");

        Site site = render();

        assertThat(Rendering.text(site, "index.html")).contains("body{color :red}</style>");
        assertThat(site.files()).doesNotContainKey("page.css");
    }

    @Test
    void textsAreReplacedKeyByKey() throws IOException {
        write("texts/en.json", "{\"page\": {\"unavailable\": \"Back soon\"}}");

        String page = Rendering.text(render(), "index.html");

        assertThat(page).contains(">Back soon<", ">Last update<");
    }

    @Test
    void languageOfOnesOwnIsAdded() throws IOException {
        write(
                "texts/he.json",
                "{\"direction\": \"rtl\", \"page\": {\"unavailable\": \"\u05dc\u05d0 \u05d6\u05de\u05d9\u05df\"}}");

        assertThat(Rendering.text(render(), "index.html")).contains("\"he\":{\"dir\":\"rtl\"");
    }

    @Test
    void otherFilesArePublishedAsTheyAre() throws IOException {
        byte[] picture = {0, 1, 2, (byte) 0xff};
        Files.createDirectories(folder.resolve("img"));
        Files.write(folder.resolve("img/picture.bin"), picture);
        write("robots.txt", "User-agent: *\n");

        Site site = render();

        assertThat(site.file("img/picture.bin")).hasValue(picture);
        assertThat(Rendering.text(site, "robots.txt")).isEqualTo("User-agent: *\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "index.html",
                "404.html",
                "state.json",
                "503.json",
                "CNAME",
                ".nojekyll",
                "schema/v1/maintenance-state.json",
                ".git/config"
            })
    void filesOfThePublisherCannotBeReplaced(String name) throws IOException {
        write(name, "mine");

        assertThat(failure().getMessage()).contains(name.startsWith(".git/") ? "a repository" : name);
    }

    @Test
    void linkOutOfTheFolderIsRefused(@TempDir Path elsewhere) throws IOException {
        Path secret = Files.writeString(elsewhere.resolve("secret"), "secret");
        Files.createSymbolicLink(folder.resolve("innocent.txt"), secret);

        assertThat(failure().happened()).contains("a link out of");
    }

    @Test
    void linkedFolderOutOfTheFolderIsRefused(@TempDir Path elsewhere) throws IOException {
        Files.writeString(elsewhere.resolve("secret"), "secret");
        Files.createSymbolicLink(folder.resolve("innocent"), elsewhere);

        assertThat(failure().happened()).contains("a link out of");
    }

    @Test
    void linkToTheFolderItselfEndsInARefusal() throws IOException {
        Files.createSymbolicLink(folder.resolve("again"), folder);

        assertThat(failure().kind()).isEqualTo(Failure.Kind.CONFIGURATION);
    }

    @Test
    void linkWithinTheFolderIsFollowed() throws IOException {
        write("a.txt", "a");
        Files.createSymbolicLink(folder.resolve("b.txt"), folder.resolve("a.txt"));

        assertThat(Rendering.text(render(), "b.txt")).isEqualTo("a");
    }

    @Test
    void tooManyFilesAreRefused() throws IOException {
        for (int number = 0; number < UserFiles.MAX_FILES; number++) {
            write("file-" + number, "x");
        }
        assertThat(render().files()).containsKey("file-299");
        write("one-more", "x");

        assertThat(failure().happened()).contains("more than 300 files");
    }

    @Test
    void fileThatIsTooLargeIsRefused() throws IOException {
        Files.write(folder.resolve("film.mp4"), new byte[(int) UserFiles.MAX_FILE_BYTES + 1]);

        assertThat(failure().happened()).contains("more than 10 MiB");
    }

    @Test
    void missingFolderIsRefused() {
        SiteSettings settings = Rendering.withTemplates(folder.resolve("nowhere"));
        Failure failure = catchThrowableOfType(
                Failure.class, () -> new SiteRenderer().render(settings, Rendering.state("in-progress")));

        assertThat(failure.kind()).isEqualTo(Failure.Kind.CONFIGURATION);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x\\n${nobody}                       | index.ftlh, line 2, column | nobody",
                "x\\n\\n<#if true>                   | index.ftlh, line 3, column | if",
                "<#include 'gone.ftlh'>              | index.ftlh, line 1, column | gone.ftlh",
                "<#include '../../../etc/passwd'>    | index.ftlh, line 1, column | passwd",
                "${'java.io.File'?new()}             | index.ftlh, line 1, column | java.io.File",
                "${title?api.getClass()}             | index.ftlh, line 1, column | api",
                "${texts.nothing}                    | index.ftlh, line 1, column | texts.nothing",
                "<#list 1..99999999 as i>xxxxx</#list> | index.ftlh, line 1, column | prints more than",
                "no marker                           | index.ftlh, line 1, column | interlude-page"
            })
    void templatesMistakeNamesItsPlace(String template, String place, String reason) throws IOException {
        write("index.ftlh", template.replace("\\n", "\n"));

        Failure failure = failure();

        assertThat(failure.happened()).startsWith(place).contains(reason);
        assertThat(failure.advice()).contains("correct the template");
    }

    @Test
    void mistakeInAPartNamesThePart() throws IOException {
        write("index.ftlh", MARKER + "\n<#include 'part.ftlh'>");
        write("part.ftlh", "\n\n  ${nobody}");

        assertThat(failure().happened()).startsWith("part.ftlh, line 3, column 5: expression \"nobody\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en.json      | {                                  | line 1",
                "en.json      | []                                 | no JSON object",
                "en.json      | {\"pages\": {}}                    | \"pages\"",
                "en.json      | {\"page\": {\"tilte\": \"x\"}}     | \"page.tilte\"",
                "en.json      | {\"page\": {\"until\": 7}}         | \"page.until\"",
                "en.json      | {\"page\": {\"until\": \" \"}}     | \"page.until\"",
                "en.json      | {\"direction\": \"up\"}            | direction",
                "de_AT.json   | {}                                 | BCP 47"
            })
    void textsMistakeIsNamed(String file, String content, String reason) throws IOException {
        write("texts/" + file, content);

        Failure failure = failure();

        assertThat(failure.tried()).contains("texts/" + file);
        assertThat(failure.happened()).contains(reason);
    }

    @Test
    void styleThatWouldEndItsElementIsRefused() throws IOException {
        write("page.css", "a::after { content: \"</STYLE>\" }");

        assertThat(failure().happened()).contains("</style");
    }

    private Site render() throws IOException {
        return new SiteRenderer().render(Rendering.withTemplates(folder), Rendering.state("in-progress"));
    }

    private Failure failure() {
        Failure failure = catchThrowableOfType(Failure.class, this::render);
        assertThat(failure).isNotNull();
        assertThat(failure.kind()).isEqualTo(Failure.Kind.CONFIGURATION);
        return failure;
    }

    private void write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
