package dev.interlude.publisher.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlude.publisher.failure.Failure;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

    private static final Instant NOW = Instant.parse("2026-11-20T21:30:00Z");

    @ParameterizedTest
    @CsvSource({"30m,PT30M", "1h30m,PT1H30M", "90s,PT90S", "2d,PT48H", "1d2h3m4s,PT26H3M4S"})
    void durationIsRead(String text, Duration duration) {
        assertThat(Times.duration("--for", text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "30", "m", "-5m", "0m", "30m1h", "1.5h", "99999999m", "30 m", "PT30M"})
    void otherDurationsAreRefusedWithAnExample(String text) {
        assertThatThrownBy(() -> Times.duration("--for", text)).isInstanceOfSatisfying(Failure.class, failure -> {
            assertThat(failure.kind()).isEqualTo(Failure.Kind.USAGE);
            assertThat(failure.tried()).contains("--for");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T22:00Z,2026-11-20T22:00:00Z",
        "2026-11-20T22:00:15Z,2026-11-20T22:00:15Z",
        "2026-11-20T22:00:15.750Z,2026-11-20T22:00:15Z",
        "2026-11-20T23:00+01:00,2026-11-20T22:00:00Z",
        "+30m,2026-11-20T22:00:00Z"
    })
    void timeIsRead(String text, Instant time) {
        assertThat(Times.time("--starts-at", text, NOW)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2026-11-20T22:00", "22:00", "tomorrow", "2026-11-20", "+", "2026-02-30T00:00Z", "1795212000"})
    void timeWithoutZoneOrSenseIsRefused(String text) {
        assertThatThrownBy(() -> Times.time("--starts-at", text, NOW))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.advice()).containsAnyOf("zone", "duration"));
    }
}
