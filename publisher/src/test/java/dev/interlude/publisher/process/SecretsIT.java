package dev.interlude.publisher.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlude.publisher.github.fake.FakeGitHub;
import dev.interlude.publisher.github.fake.FakeRepository;
import dev.interlude.publisher.github.fake.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Runs the packaged publisher with every kind of credential, verbosely and with every logger of Java at its finest, and
 * searches all that it wrote for the secret: where it went well and for each way in which it does not.
 */
class SecretsIT {

    private static final KeyPair KEY = key();

    private final FakeGitHub github = new FakeGitHub();

    @TempDir
    private Path folder;

    private Operator operator = new Operator(Path.of(""));
    private String token = "";

    /** How the secret is given. */
    enum Credential {
        CLASSIC_IN_THE_ENVIRONMENT,
        FINE_GRAINED_IN_A_FILE,
        WORKFLOW,
        APP_IN_THE_ENVIRONMENT,
        APP_IN_A_FILE
    }

    @BeforeEach
    void open() throws IOException {
        operator = new Operator(folder);
        FakeRepository repository = github.createRepository("acme", "shop-maintenance");
        repository.commit("gh-pages", Map.of("README.md", "# shop-maintenance"), "first");
        repository.enablePages("gh-pages", "/");
        operator.configured("""
                app: shop
                target: {github: {repository: acme/shop-maintenance, app: {id: 12, installation: 4711}, api-url: "%s"}}
                """.formatted(github.apiUrl()));
        Path logging = Files.writeString(folder.resolve("logging.properties"), """
                handlers = java.util.logging.ConsoleHandler
                .level = FINEST
                java.util.logging.ConsoleHandler.level = FINEST
                """);
        operator.with("JDK_JAVA_OPTIONS", "-Djava.util.logging.config.file=" + logging);
    }

    @AfterEach
    void close() {
        github.close();
    }

    @ParameterizedTest
    @EnumSource(Credential.class)
    void nothingThatIsWrittenHoldsASecret(Credential credential) throws IOException {
        give(credential);
        Operator.Result well = publish(credential);
        assertThat(well.exitCode()).as(well.err()).isZero();
        assertThat(well.err()).as("the loggers are on").contains("FINE");

        String shown = token.isEmpty() ? "nobody" : token;
        String echo = "{\"message\": \"denied to ECHO\"}".replace("ECHO", shown);
        for (Fault fault : List.of(
                new Fault.Status(401, Map.of(), echo),
                new Fault.Status(403, Map.of("X-GitHub-Request-Id", shown), echo),
                new Fault.Status(404, Map.of(), echo),
                new Fault.Status(422, Map.of(), echo),
                new Fault.Status(429, Map.of("Retry-After", "3600"), echo),
                new Fault.Status(500, Map.of("Retry-After", "3600"), echo),
                new Fault.Status(200, Map.of(), echo),
                new Fault.Status(302, Map.of("Location", "/" + (token.isEmpty() ? "user" : token)), echo))) {
            github.faults().clear();
            github.faults().on("GET /repos/.*", 100, fault);
            assertThat(publish(credential).exitCode()).as(fault.toString()).isNotZero();
        }
        search();
    }

    @Test
    void mistakesInSecretsDoNotShowThem() throws IOException {
        String pem = pem();
        token = "ghp_two\nlinesOfSecret";
        operator.with("INTERLUDE_GITHUB_TOKEN", token);
        assertThat(operator.run("publish", "--verbose").exitCode()).isEqualTo(3);
        operator.with("INTERLUDE_GITHUB_TOKEN", pem);
        assertThat(operator.run("publish", "--verbose").exitCode()).isEqualTo(3);
        operator.without("INTERLUDE_GITHUB_TOKEN").with("INTERLUDE_GITHUB_APP_KEY", pem.replace("END", "ENDE"));
        assertThat(operator.run("publish", "--verbose").exitCode()).isEqualTo(3);
        operator.with("INTERLUDE_GITHUB_APP_KEY", pem.replace("MII", "MIX"));
        assertThat(operator.run("publish", "--verbose").exitCode()).isEqualTo(3);
        search();
    }

    @Test
    void secretWhereNoneBelongsIsNotRepeated() {
        String classic = "ghp_FakeSecretOfTheCommandLine0123456789";
        String fineGrained = "github_pat_FakeSecretOfTheCommandLine0123456789";
        for (List<String> mistake : List.of(
                List.of("publish", "--token", classic),
                List.of("publish", "--token=" + classic),
                List.of("publish", classic),
                List.of("publish", "--json", "--token", classic),
                List.of(classic),
                List.of("publish", "--set", classic),
                List.of("publish", "--json=" + classic),
                List.of("publish", "-x" + classic),
                List.of("status", "--hub-token", "FakeSecret0123456789"))) {
            assertThat(operator.run(mistake.toArray(String[]::new)).exitCode()).isEqualTo(2);
        }
        for (String named :
                List.of(classic, fineGrained, folder.resolve(classic).toString(), pem())) {
            assertThat(operator.run("publish", "--token-file", named).exitCode())
                    .isEqualTo(3);
        }
        for (String key : List.of(
                "target.github.repository=https://x-access-token:" + classic + "@github.com/acme/shop",
                "hub.url=https://u:FakeSecret and ^more@hub.example.com")) {
            assertThat(operator.run("publish", "--set", key).exitCode()).isEqualTo(3);
            assertThat(operator.run("publish", "--json", "--set", key).exitCode())
                    .isEqualTo(3);
        }
        search();
    }

    private Operator.Result publish(Credential credential) {
        return switch (credential) {
            case FINE_GRAINED_IN_A_FILE ->
                operator.run("publish", "--verbose", "--no-wait", "--timeout", "20s", "--token-file", "token");
            case APP_IN_A_FILE ->
                operator.run("publish", "--verbose", "--no-wait", "--timeout", "20s", "--app-key-file", "key.pem");
            case CLASSIC_IN_THE_ENVIRONMENT, WORKFLOW, APP_IN_THE_ENVIRONMENT ->
                operator.run("publish", "--verbose", "--no-wait", "--timeout", "20s");
        };
    }

    private void give(Credential credential) throws IOException {
        switch (credential) {
            case CLASSIC_IN_THE_ENVIRONMENT -> {
                token = github.createToken("repo");
                operator.with("INTERLUDE_GITHUB_TOKEN", token);
            }
            case FINE_GRAINED_IN_A_FILE -> {
                token = github.createToken("contents:write", "pages:write", "administration:write");
                write("token", " " + token + "\r\n");
            }
            case WORKFLOW -> {
                token = github.createWorkflowToken();
                operator.with("GITHUB_TOKEN", token)
                        .with("GITHUB_API_URL", github.apiUrl().toString());
            }
            case APP_IN_THE_ENVIRONMENT, APP_IN_A_FILE -> {
                github.installApp("12", KEY.getPublic(), "acme", "contents:write", "pages:write", "metadata:read");
                if (credential == Credential.APP_IN_A_FILE) {
                    write("key.pem", pem());
                } else {
                    operator.with("INTERLUDE_GITHUB_APP_KEY", pem().replace("\n", "\\n"));
                }
            }
        }
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }

    /** For the token, for every token and every proof of an App, and for any line of its key. */
    private void search() {
        String written = operator.everythingWritten();
        assertThat(written).doesNotContain("FakeSecret", "linesOfSecret", "eyJ", "BEGIN PRIVATE KEY");
        assertThat(pem().lines().filter(line -> !line.startsWith("-"))).noneMatch(written::contains);
        assertThat(github.tokensOfApps()).noneMatch(written::contains);
    }

    private static String pem() {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(KEY.getPrivate().getEncoded());
        return "-----BEGIN PRIVATE KEY-----\n" + lines + "\n-----END PRIVATE KEY-----\n";
    }

    private static KeyPair key() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
