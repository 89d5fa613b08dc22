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
