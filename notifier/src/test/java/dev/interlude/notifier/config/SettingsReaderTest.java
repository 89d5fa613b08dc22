package dev.interlude.notifier.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReaderTest {

    private static final String LONG_TOKEN = "0123456789abcdef";

    @TempDir
    Path folder;

    @Test
    void defaultsNeedNothing() {
        Settings settings = SettingsReader.read(Map.of(), Map.of(), null, () -> 4_242);

        assertThat(settings.host()).isEqualTo("127.0.0.1");
        assertThat(settings.port()).isEqualTo(8080);
        assertThat(settings.dataDir()).isEqualTo(Path.of("interlude-data"));
        assertThat(settings.allowedOrigins()).isEmpty();
        assertThat(settings.limits().connections()).isEqualTo(4_242);
        assertThat(settings.tokens().admin()).isEqualTo(new TokenSource.Made(Path.of("interlude-data", "admin-token")));
        assertThat(settings.reconnectFloor()).isEqualTo(Duration.ofSeconds(40));
        assertThat(settings.spreadFloor()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.drainTimeout()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void flagWinsOverTheFile() throws IOException {
        Path file = file("""
                port: 1000
                host: 0.0.0.0
                spread-floor: 2m
                allowed-origin: [https://shop.example.com, 'https://maintenance.example.com']
                """);

        Settings settings = SettingsReader.read(Map.of("port", List.of("2000")), Map.of(), file, () -> 1);

        assertThat(settings.port()).isEqualTo(2000);
        assertThat(settings.host()).isEqualTo("0.0.0.0");
        assertThat(settings.spreadFloor()).isEqualTo(Duration.ofMinutes(2));
        assertThat(settings.allowedOrigins())
                .containsExactlyInAnyOrder("https://shop.example.com", "https://maintenance.example.com");
    }

    @Test
    void tokenComesFromFlagThenEnvironmentThenFileThenItself() throws IOException {
        Path file = file("admin-token-file: from-file\n");
        Map<String, String> environment = Map.of(SettingsReader.TOKEN_VARIABLE, LONG_TOKEN);
        Map<String, List<String>> flags = Map.of("admin-token-file", List.of("from-flag"));

        assertThat(SettingsReader.read(flags, environment, file, () -> 1)
                        .tokens()
                        .admin())
                .isEqualTo(new TokenSource.InFile(Path.of("from-flag")));
        assertThat(SettingsReader.read(Map.of(), environment, file, () -> 1)
                        .tokens()
                        .admin())
                .isEqualTo(new TokenSource.Given(LONG_TOKEN));
        assertThat(SettingsReader.read(Map.of(), Map.of(), file, () -> 1)
                        .tokens()
                        .admin())
                .isEqualTo(new TokenSource.InFile(Path.of("from-file")));
    }

    @Test
    void everyMistakeIsReportedAtOnce() throws IOException {
        Path file = file("prot: 1000\nspread-floor: soon\nhost: {a: b}\n");
        Map<String, List<String>> flags = Map.of(
                "port", List.of("99999"),
                "max-connections", List.of("0"),
                "allowed-origin", List.of("shop.example.com", "https://shop.example.com/path"),
                "data-dir", List.of("a", "b"));

        ConfigurationException refused = catchThrowableOfType(
                ConfigurationException.class,
                () -> SettingsReader.read(flags, Map.of(SettingsReader.TOKEN_VARIABLE, "short"), file, () -> 1));

        assertThat(refused.problems())
                .extracting(Problem::path)
                .containsExactlyInAnyOrder(
                        file + ": prot",
                        file + ": spread-floor",
                        file + ": host",
                        "--port",
                        "--max-connections",
                        "--allowed-origin",
                        "--allowed-origin",
                        "--data-dir",
                        SettingsReader.TOKEN_VARIABLE);
        assertThat(refused.problems())
                .allSatisfy(problem -> assertThat(problem.hint()).isNotBlank());
        assertThat(refused.getMessage()).doesNotContain("short\"");
    }

    @Test
    void auditLogDoesNotStandAmongTheStates() {
        Map<String, List<String>> flags = Map.of("data-dir", List.of("data"), "audit-log", List.of("data/audit.json"));

        assertThatThrownBy(() -> SettingsReader.read(flags, Map.of(), null, () -> 1))
                .hasMessageContaining("--audit-log: would stand among the states");
    }

    @Test
    void passwordInAnOriginIsNotRepeated() {
        Map<String, List<String>> flags = Map.of("allowed-origin", List.of("https://u:pass^word@shop.example.com"));

        assertThatThrownBy(() -> SettingsReader.read(flags, Map.of(), null, () -> 1))
                .hasMessageContaining("https://***@shop.example.com")
                .hasMessageNotContaining("word");
    }

    @Test
    void tokenThatNoPublisherCanSendIsRefused() {
        Map<String, String> environment = Map.of(SettingsReader.TOKEN_VARIABLE, "sixteen characters");

        assertThatThrownBy(() -> SettingsReader.read(Map.of(), environment, null, () -> 1))
                .hasMessageContaining("printable ASCII")
                .hasMessageNotContaining("sixteen");
    }

    @ParameterizedTest
    @ValueSource(strings = {"- a\n", "a: [\n", "just text"})
    void fileThatIsNoMappingIsRefused(String content) throws IOException {
        Path file = file(content);

        assertThatThrownBy(() -> SettingsReader.read(Map.of(), Map.of(), file, () -> 1))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void fileThatIsMissingIsRefused() {
        assertThatThrownBy(() -> SettingsReader.read(Map.of(), Map.of(), folder.resolve("none"), () -> 1))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("--config: cannot read");
    }

    @Test
    void emptyFileIsTheDefaults() throws IOException {
        assertThat(SettingsReader.read(Map.of(), Map.of(), file(""), () -> 1).port())
                .isEqualTo(8080);
    }

    @ParameterizedTest
    @CsvSource({"500ms, 500", "40s, 40000", "2m, 120000", "1h, 3600000", "0s, 0"})
    void durationsAreReadable(String text, long millis) {
        Map<String, List<String>> flags = Map.of("drain-timeout", List.of(text));

        assertThat(SettingsReader.read(flags, Map.of(), null, () -> 1).drainTimeout())
                .isEqualTo(Duration.ofMillis(millis));
    }

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("notifier.yaml"), content);
    }
}
