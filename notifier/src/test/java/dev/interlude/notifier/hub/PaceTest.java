package dev.interlude.notifier.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {

    @ParameterizedTest
    @CsvSource({
        "0, 40000, 10000",
        "2500, 40000, 10000",
        "2501, 40000, 10004",
        "10000, 40000, 40000",
        "15000, 60000, 60000"
    })
    void noMoreThanAFewHundredComeInASecondAndNeverSoonerThanTheFloor(int clients, long reconnectMs, long spreadMs) {
        Pace pace = new Pace(Duration.ofSeconds(40), Duration.ofSeconds(10));

        assertThat(pace.reconnectMs(clients)).isEqualTo(reconnectMs);
        assertThat(pace.spreadMs(clients)).isEqualTo(spreadMs);
    }
}
