package dev.interlude.publisher.github;

import static dev.interlude.publisher.github.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.interlude.publisher.failure.Failure;
import dev.interlude.publisher.progress.Progress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenSourcesTest {

    private static final URI GITHUB = URI.create("https://api.github.com");

    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private final List<String> said = new ArrayList<>();

    @Test
    void theFileComesFirst() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "from-file\n");
        environment.put("INTERLUDE_GITHUB_TOKEN", "own");
        environment.put("GITHUB_TOKEN", "shared");

        assertThat(found(GITHUB, file)).isEqualTo("Bearer from-file");
    }

    @Test
    void ourVariableComesBeforeThePipelines() {
        environment.put("INTERLUDE_GITHUB_TOKEN", "own");
        environment.put("GITHUB_TOKEN", "shared");

        assertThat(found(GITHUB, null)).isEqualTo("Bearer own");
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.github.com, , true",
        "https://api.github.com/, , true",
        "https://git.example.com/api/v3, , false",
        "https://git.example.com/api/v3, https://git.example.com/api/v3, true",
        "https://evil.example.com/api/v3, https://git.example.com/api/v3, false",
        "https://api.github.com.example.com, , false"
    })
    void thePipelinesTokenGoesToThePipelinesServerAlone(URI api, @Nullable String pipeline, boolean given) {
        environment.put("GITHUB_TOKEN", "shared");
        if (pipeline != null) {
            environment.put("GITHUB_API_URL", pipeline);
        }

        if (given) {
            assertThat(found(api, null)).isEqualTo("Bearer shared");
        } else {
            assertThat(refused(() -> found(api, null)).kind()).isEqualTo(Failure.Kind.CONFIGURATION);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.github.com, github.com",
        "https://git.example.com/api/v3, git.example.com",
        "https://api.corp.ghe.com, corp.ghe.com"
    })
    void ghIsAskedForTheHostThatItKnows(URI api, String host) throws IOException {
        gh("[ \"$*\" = \"auth token --hostname " + host + "\" ] && echo from-gh");

        assertThat(found(api, null)).isEqualTo("Bearer from-gh");
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit 1", "echo", "echo secret; exit 4"})
    void ghThatHasNoneIsNoSource(String script) throws IOException {
        gh(script);

        assertThat(refused(() -> found(GITHUB, null)).happened()).contains("there is none for github.com");
    }

    @Test
    void ghThatDoesNotEndIsNotWaitedForLong() throws IOException {
        gh("exec sleep 600");

        assertThat(refused(() -> found(GITHUB, null)).kind()).isEqualTo(Failure.Kind.CONFIGURATION);
    }

    @Test
    void noneAtAllNamesEveryWay() {
        Failure failure = refused(() -> found(GITHUB, null));

        assertThat(failure.kind()).isEqualTo(Failure.Kind.CONFIGURATION);
        assertThat(failure.advice())
                .contains(
                        "--token-file",
                        "INTERLUDE_GITHUB_TOKEN",
                        "GITHUB_TOKEN",
                        "gh auth login --hostname github.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n", "two\nlines", "with blank", "caf\u00e9"})
    void textThatIsNoTokenIsRefusedWithoutShowingIt(String text) {
        environment.put("INTERLUDE_GITHUB_TOKEN", text);

        Failure failure = refused(() -> found(GITHUB, null));

        assertThat(failure.tried()).contains("INTERLUDE_GITHUB_TOKEN");
        assertThat(failure.kind()).isEqualTo(Failure.Kind.CONFIGURATION);
        assertThat(failure.getMessage()).doesNotContain("two").doesNotContain("caf");
    }

    @Test
    void filesThatAreNoTokensAreNamedAndNotQuoted() throws IOException {
        Map<Path, String> files = Map.of(
                folder,
                "it is a folder",
                folder.resolve("missing"),
                "no such file",
                file("empty", " \n"),
                "it is empty",
                file("lines", "one\ntwo\n"),
                "more than one line",
                file("accents", "caf\u00e9"),
                "a character that no token has",
                file("blank", "not a token"),
                "a blank",
                file("large", "x".repeat(20_000)),
                "longer than 16 KiB",
                file("long", "x".repeat(5_000)),
                "longer than 4096 characters",
                file("key", "-----BEGIN RSA PRIVATE KEY-----\nMII\n"),
                "a key and no token",
                Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, 0, 1}),
                "it is no text");

        files.forEach((file, said) -> {
            Failure failure = refused(() -> found(GITHUB, file));
            assertThat(failure.kind()).as(said).isEqualTo(Failure.Kind.CONFIGURATION);
            assertThat(failure.tried()).contains(file.toString());
            assertThat(failure.happened()).contains(said);
            assertThat(failure.getMessage() + failure.advice()).doesNotContain("two", "caf", "xxx", "MII");
        });
    }

    @Test
    void fileThatEverybodyCanReadIsAWarning() throws IOException {
        Path file = file("token", "from-file\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(found(GITHUB, file)).isEqualTo("Bearer from-file");
        assertThat(said).anyMatch(line -> line.startsWith("warning: every user of this machine can read"));

        said.clear();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        found(GITHUB, file);
        assertThat(said).noneMatch(line -> line.startsWith("warning"));
    }

    @ParameterizedTest
    @CsvSource({
        "ghp_x, CLASSIC",
        "github_pat_x, FINE_GRAINED",
        "gho_x, LOGIN",
        "ghu_x, LOGIN",
        "ghs_x, INSTALLATION",
        "0123456789abcdef, UNKNOWN"
    })
    void kindIsToldByTheBeginning(String token, TokenKind kind) {
        environment.put("INTERLUDE_GITHUB_TOKEN", token);

        assertThat(token(GITHUB, null).kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "ghs_x, , WORKFLOW",
        "ghs_x, true, WORKFLOW",
        "ghp_x, true, CLASSIC",
        "github_pat_x, true, FINE_GRAINED",
        "some-token, true, WORKFLOW",
        "some-token, , UNKNOWN"
    })
    void tokenOfAWorkflowIsKnownByItsVariable(String token, @Nullable String inActions, TokenKind kind) {
        environment.put("GITHUB_TOKEN", token);
        if (inActions != null) {
            environment.put("GITHUB_ACTIONS", inActions);
        }

        assertThat(token(GITHUB, null).kind()).isEqualTo(kind);
    }

    @Test
    void ghIsAskedOnceHoweverOftenATokenIsNeeded() throws IOException {
        gh("echo asked >> " + folder.resolve("asked") + "; echo from-gh");
        TokenSources sources = sources(GITHUB, new TokenSources.Given(null, null, null));
        for (int round = 0; round < 5; round++) {
            sources.connect((request, credential) -> {
                throw new IllegalStateException("nothing is to be sent");
            });
            assertThat(sources.token().authorization()).isEqualTo("Bearer from-gh");
        }

        assertThat(folder.resolve("asked")).content().isEqualTo("asked\n");
    }

    @Test
    void keyWithoutAnAppIsSaid() {
        environment.put("INTERLUDE_GITHUB_APP_KEY", "anything");

        assertThat(refused(() -> found(GITHUB, null)).advice()).contains("target.github.app.id");
    }

    @Test
    void appWithoutItsKeyNamesTheWaysToGiveIt() {
        TokenSources sources = sources(GITHUB, new TokenSources.Given(null, new GitHubApp("1", 2), null));

        assertThat(refused(sources::token).advice()).contains("--app-key-file", "INTERLUDE_GITHUB_APP_KEY");
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void fileThatCannotBeReadIsNamed() {
        Failure failure = refused(() -> found(GITHUB, folder.resolve("missing")));

        assertThat(failure.tried()).contains(folder.resolve("missing").toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://git.example.com/api/v3",
                "http://localhost.example.com",
                "http://127.0.0.1.example.com",
                "ftp://git.example.com",
                "https://user:secret@git.example.com",
                "mailto:a@b.c"
            })
    void tokenIsNotSentWhereOthersCouldReadIt(URI api) {
        Failure failure = refused(() -> ApiHost.checked(api));

        assertThat(failure.kind()).isEqualTo(Failure.Kind.CONFIGURATION);
        assertThat(failure.getMessage()).doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:8080",
                "http://localhost:1",
                "http://[::1]:1",
                "https://git.example.com/api/v3/"
            })
    void loopbackAndEncryptedAddressesAreFine(URI api) {
        assertThatCode(() -> ApiHost.checked(api)).doesNotThrowAnyException();
        assertThat(ApiHost.checked(api).toString()).doesNotEndWith("/");
    }

    private String found(URI api, @Nullable Path file) {
        return token(api, file).authorization();
    }

    private AccessToken token(URI api, @Nullable Path file) {
        return sources(api, new TokenSources.Given(file, null, null)).token();
    }

    private TokenSources sources(URI api, TokenSources.Given given) {
        GitHubSettings settings = new GitHubSettings(
                "shop",
                "acme",
                "shop",
                "gh-pages",
                "/",
                GitHubSettings.Create.NEVER,
                null,
                api,
                GitHubSettings.TakeOver.REFUSE);
        return new TokenSources(settings, given, environment, Clock.systemUTC(), listener(), Duration.ofSeconds(5));
    }

    /** Listens for warnings. */
    private Progress listener() {
        return new Progress() {
            @Override
            public void step(String what) {}

            @Override
            public void detail(String what) {
                said.add(what);
            }

            @Override
            public void warning(String what) {
                said.add("warning: " + what);
            }
        };
    }

    /** A command named gh, first on the path. */
    private void gh(String script) throws IOException {
        Path file = Files.writeString(folder.resolve("gh"), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        environment.put("PATH", folder + ":/usr/bin:/bin");
    }
}
