package dev.interlude.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LogLinesTest {

    @Test
    void failureThatNobodyForesawSaysWhereItHappenedOnTheSameLine() throws IOException {
        IllegalStateException thrown = new IllegalStateException("odd", new IllegalArgumentException("bad"));

        assertThat(line(new LogLines(), thrown))
                .contains(
                        " warning it failed | java.lang.IllegalStateException: odd at dev.interlude.notifier.LogLinesTest.")
                .contains(" | java.lang.IllegalArgumentException: bad at ");
        assertThat(new JsonMapper()
                        .readTree(line(new JsonLines(), thrown))
                        .path("causes")
                        .path(0)
                        .asText())
                .startsWith("java.lang.IllegalStateException: odd at dev.interlude.notifier.LogLinesTest.");
    }

    @Test
    void diskThatFailsSaysSo() {
        String line = line(new LogLines(), new UncheckedIOException(new IOException("No space left on device")));

        assertThat(line).endsWith(" | java.io.IOException: No space left on device" + System.lineSeparator());
    }

    private static String line(Formatter formatter, Throwable thrown) {
        LogRecord event = new LogRecord(Level.WARNING, "it failed");
        event.setThrown(thrown);
        return formatter.format(event);
    }
}
