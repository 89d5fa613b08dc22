package dev.interlude.publisher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.interlude.publisher.failure.Failure;
import dev.interlude.publisher.failure.Problem;
import dev.interlude.publisher.failure.ProblemsFound;
import dev.interlude.publisher.site.SiteSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationReaderTest {

    private static final String SMALLEST = "app: shop\ntarget: {directory: {path: public/}}\n";

    @TempDir
    private Path folder;

    @Test
    void everyKeyIsRead() throws IOException {
        Files.createFile(folder.resolve("logo.svg"));
        Files.createDirectory(folder.resolve("maintenance"));
        Configuration configuration = read("""
                app: shop
                default-language: de
                site:
                  title: Shop
                  app-url: https://shop.example.com
                  support-url: https://example.com/help?topic=1
                  logo: logo.svg
                  theme: {accent: "#123abc"}
                  templates: maintenance/
                  index: index
                target:
                  github: {repository: acme/shop-maintenance, branch: pages, path: /docs, create: never,
                    domain: maintenance.example.com, api-url: "https://github.example.com/api/v3/",
                    app: {id: 12, installation: 345}}
                hub: {url: "https://hub.example.com/"}
                """);

        assertThat(configuration)
                .isEqualTo(new Configuration(
                        "shop",
                        new SiteSettings(
                                "shop",
                                "de",
                                "Shop",
                                URI.create("https://maintenance.example.com/"),
                                URI.create("https://shop.example.com/"),
                                URI.create("https://example.com/help?topic=1"),
                                folder.resolve("logo.svg"),
                                "#123abc",
                                folder.resolve("maintenance"),
                                SiteSettings.Index.INDEX,
                                "maintenance.example.com",
                                URI.create("https://hub.example.com")),
                        new Configuration.GitHub(
                                "acme",
                                "shop-maintenance",
                                "pages",
                                "/docs",
                                "never",
                                "maintenance.example.com",
                                URI.create("https://github.example.com/api/v3"),
                                new Configuration.App("12", 345)),
                        URI.create("https://hub.example.com")));
    }

    @Test
    void defaultsAreSane() throws IOException {
        Configuration configuration = read("app: shop\ntarget: {github: {repository: acme/pages}}\n");

        assertThat(configuration.site().title()).isEqualTo("shop");
        assertThat(configuration.site().defaultLanguage()).isEqualTo("en");
        assertThat(configuration.site().index()).isEqualTo(SiteSettings.Index.NOINDEX);
        assertThat(configuration.target())
                .isEqualTo(new Configuration.GitHub(
                        "acme", "pages", "gh-pages", "/", "private", null, URI.create("https://api.github.com"), null));
        assertThat(configuration.hub()).isNull();
    }

    @Test
    void flagWinsOverEnvironmentOverFile() throws IOException {
        write(SMALLEST + "hub: {url: https://file.example.com}\nsite: {title: File}\n");
        Map<String, String> environment =
                Map.of("INTERLUDE_HUB_URL", "https://environment.example.com", "INTERLUDE_SITE_TITLE", "Environment");

        Configuration configuration = new ConfigurationReader(
                        environment, Map.of("hub.url", "https://flag.example.com"))
                .read(folder.resolve("interlude.yaml"));

        assertThat(configuration.hub()).isEqualTo(URI.create("https://flag.example.com"));
        assertThat(configuration.site().title()).isEqualTo("Environment");
    }

    @Test
    void allMistakesAreReportedAtOnceWithPathAndHint() {
        List<Problem> problems = problems("""
                app: Shop
                langauge: en
                site:
                  titel: x
                  url: http://example.com/
                  theme: {accent: blue}
                  index: maybe
                target:
                  github: {repository: acme, path: /site, create: sometimes}
                  directory: {path: public/}
                hub: https://hub.example.com
                """);

        assertThat(problems)
                .extracting(Problem::path)
                .contains(
                        "app",
                        "langauge",
                        "site.titel",
                        "site.url",
                        "site.theme.accent",
                        "site.index",
                        "target",
                        "hub");
        assertThat(problems).allSatisfy(problem -> {
            assertThat(problem.message()).isNotBlank();
            assertThat(problem.hint()).isNotBlank();
        });
        assertThat(problems)
                .filteredOn(problem -> problem.path().equals("site.titel"))
                .extracting(Problem::hint)
                .containsExactly("did you mean site.title?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "app: 'a/../b'|app",
                "default-language: e_n|default-language",
                "site: {title: ''}|site.title",
                "site: {app-url: 'https://user:secret@example.com/'}|site.app-url",
                "site: {url: 'https://example.com/?x=1'}|site.url",
                "site: {url: 'ftp://example.com/'}|site.url",
                "site: {logo: {a: b}}|site.logo",
                "site: {logo: nowhere.svg}|site.logo",
                "site: {templates: nowhere}|site.templates",
                "site: [1, 2]|site",
                "hub: {url: 'http://hub.example.com'}|hub.url",
                "target: {github: {repository: acme/.., domain: 'http://x'}}|target.github.repository",
                "target: {github: {repository: acme/x, branch: 'a..b'}}|target.github.branch",
                "target: {github: {repository: acme/x, domain: 'not a host'}}|target.github.domain",
                "target: {github: {domain: example.com}}|target.github.repository",
                "target: {github: {repository: acme/x, app: {id: 1}}}|target.github.app.installation",
                "target: {github: {repository: acme/x, app: {installation: 2}}}|target.github.app.id",
                "target: {github: {repository: acme/x, app: {id: ours, installation: 2}}}|target.github.app.id",
                "target: {github: {repository: acme/x, app: {id: 1, installation: -2}}}|target.github.app.installation",
                "site: {url: null}|target",
            })
    void mistakeIsNamedByItsPath(String yaml, String path) {
        String app = yaml.startsWith("app:") ? "" : "app: shop\n";
        assertThat(problems(app + yaml + "\n")).extracting(Problem::path).contains(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "more: [unclosed",
                "  bad: indent",
                "app: shop2",
                "site: {title: a, title: b}",
                "\t- x",
                "---\napp: another document",
                "- a\n- b"
            })
    void wrongYamlIsAMistakeWithItsPlace(String yaml) {
        assertThat(problems(SMALLEST + yaml)).singleElement().satisfies(problem -> {
            assertThat(problem.path()).startsWith("line ");
            assertThat(problem.message()).startsWith("not YAML that can be used");
        });
    }

    @Test
    void textOrListInPlaceOfTheFileIsAMistake() {
        assertThat(problems("just a text")).extracting(Problem::path).contains("the file");
        assertThat(problems("- a\n- b")).extracting(Problem::path).contains("the file");
    }

    @Test
    void valuesAreTakenAsTheyAreWritten() throws IOException {
        Configuration configuration =
                read("app: 007\nsite: {title: 1.10}\ntarget: {github: {repository: acme/on, branch: 1.10}}\n");

        assertThat(configuration.app()).isEqualTo("007");
        assertThat(configuration.site().title()).isEqualTo("1.10");
        assertThat(((Configuration.GitHub) configuration.target()).branch()).isEqualTo("1.10");
    }

    @Test
    void emptyFileSaysWhatIsMissing() {
        assertThat(problems("")).extracting(Problem::path).containsExactlyInAnyOrder("app", "target");
    }

    @Test
    void secretInAMessageIsCutAndControlCharactersAreNot() {
        List<Problem> problems = problems(SMALLEST + "site: {title: \"a\\e[31m" + "x".repeat(200) + "\"}\n");

        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).message()).hasSizeLessThan(120).doesNotContain("\u001b");
    }

    @Test
    void missingFileSaysHowToBegin() {
        Failure failure = Objects.requireNonNull(catchThrowableOfType(
                Failure.class,
                () -> new ConfigurationReader(Map.of(), Map.of()).read(folder.resolve("interlude.yaml"))));

        assertThat(failure.kind()).isEqualTo(Failure.Kind.CONFIGURATION);
        assertThat(failure.advice()).contains("publisher init");
    }

    @Test
    void unknownOverrideIsAMistake() throws IOException {
        write(SMALLEST);

        assertThatThrownBy(() -> new ConfigurationReader(Map.of(), Map.of("hub.ulr", "x"))
                        .read(folder.resolve("interlude.yaml")))
                .isInstanceOfSatisfying(
                        ProblemsFound.class,
                        found -> assertThat(found.problems())
                                .containsExactly(new Problem("--set hub.ulr", "unknown key", "did you mean hub.url?")));
    }

    @Test
    void referenceIsTheOneInDocs() throws IOException {
        Path document = Path.of("..", "docs", "configuration.md");
        if (Boolean.getBoolean("interlude.write-docs")) {
            Files.writeString(document, ConfigurationReference.markdown());
        }
        assertThat(Files.readString(document))
                .as("regenerate with -Dinterlude.write-docs=true")
                .isEqualTo(ConfigurationReference.markdown());
    }

    private Configuration read(String yaml) throws IOException {
        write(yaml);
        return new ConfigurationReader(Map.of(), Map.of()).read(folder.resolve("interlude.yaml"));
    }

    private void write(String yaml) throws IOException {
        Files.writeString(folder.resolve("interlude.yaml"), yaml);
    }

    private List<Problem> problems(String yaml) {
        return Objects.requireNonNull(catchThrowableOfType(ProblemsFound.class, () -> read(yaml)))
                .problems();
    }
}
