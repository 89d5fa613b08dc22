package dev.interlude.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The systemd unit against the program that it starts, and against systemd. */
@Timeout(60)
class ServiceUnitTest {

    private static final Path UNIT = Path.of("systemd", "interlude-notifier.service");
    private static final String JAR = "/opt/interlude/notifier.jar";

    /** In tenths of systemd's own scale from 0 to 10; a unit without any of its settings has 96. */
    private static final String MOST_EXPOSURE = "20";

    @TempDir
    Path folder;

    @Test
    void everyFlagIsOneOfTheProgram() throws IOException {
        List<String> command = List.of(value("ExecStart").split(" +", -1));
        String[] flags =
                command.subList(command.indexOf(JAR) + 1, command.size()).toArray(String[]::new);

        CommandLine.ParseResult parsed = new CommandLine(new Main()).parseArgs(flags);

        assertThat(command).containsSubsequence("-jar", JAR);
        assertThat(parsed.matchedOptions()).hasSize(flags.length / 2);
    }

    @Test
    void javaTakesTheOptionsInFrontOfTheJar() throws Exception {
        List<String> command = List.of(value("ExecStart").split(" +", -1));
        List<String> java = new ArrayList<>(command.subList(0, command.indexOf("-jar")));
        java.set(0, JarRuns.JAVA);
        java.add("-version");

        assertThat(run(java.toArray(String[]::new))).startsWith("0 ");
    }

    @Test
    void stopIsGivenLongerThanADrainMayTake() throws IOException {
        String drain = value("ExecStart").replaceAll(".*--drain-timeout (\\d+)s.*", "$1");

        assertThat(Integer.parseInt(value("TimeoutStopSec"))).isGreaterThan(Integer.parseInt(drain));
        assertThat(value("KillSignal")).isEqualTo("SIGTERM");
        assertThat(value("ExecReload")).isEqualTo("/bin/kill -HUP $MAINPID");
    }

    @Test
    void directoryThatIsWrittenIsTheOneThatMayBe() throws IOException {
        assertThat(value("ExecStart")).contains("--data-dir /var/lib/" + value("StateDirectory"));
    }

    @Test
    void systemdUnderstandsItAndFindsItHardened() throws Exception {
        // What it starts has to exist.
        Path unit = folder.resolve(UNIT.getFileName());
        Files.writeString(unit, Files.readString(UNIT).replace("/usr/bin/java", JarRuns.JAVA));

        assertThat(run("systemd-analyze", "verify", "--man=no", unit.toString()))
                .isEqualTo("0 ");
        assertThat(run(
                        "systemd-analyze",
                        "security",
                        "--offline=true",
                        "--threshold=" + MOST_EXPOSURE,
                        unit.toString()))
                .startsWith("0 ");
    }

    /** The exit code and everything that was said. */
    private String run(String... command) throws InterruptedException, IOException {
        Path said = folder.resolve("said");
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
        } catch (IOException e) {
            throw LeftOut.because("systemd's judgement of the service unit: " + e.getMessage());
        }
        return process.waitFor() + " " + Files.readString(said, StandardCharsets.UTF_8);
    }

    /** The last value of a setting, its lines joined. */
    private static String value(String setting) throws IOException {
        Stream<String> lines =
                Arrays.stream(Files.readString(UNIT).replace("\\\n", "").split("\n", -1));
        return lines.filter(line -> line.startsWith(setting + "="))
                .map(line -> line.substring(setting.length() + 1))
                .reduce((first, last) -> last)
                .orElseThrow(() -> new AssertionError("no " + setting));
    }
}
