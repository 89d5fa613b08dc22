package dev.interlude.publisher.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlude.publisher.github.fake.Fault;
import dev.interlude.publisher.target.Publication;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BuildQuotaTest {

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void eighthBuildWithinAnHourIsWarnedOf() {
        for (int revision = 1; revision <= 7; revision++) {
            assertThat(bench.publish(Sites.text(revision)).warnings()).isEmpty();
        }

        assertThat(bench.publish(Sites.text(8)).warnings())
                .singleElement()
                .asString()
                .contains("build 8 within an hour");
    }

    @Test
    void buildsOfAnHourAgoDoNotCount() {
        for (int revision = 1; revision <= 7; revision++) {
            bench.publish(Sites.text(revision));
        }
        bench.later(Duration.ofMinutes(61));

        assertThat(bench.publish(Sites.text(8)).warnings()).isEmpty();
    }

    @Test
    void nothingChangedCostsNothing() {
        bench.publish(Sites.text(1));
        Publication unchanged = bench.publish(Sites.text(1));
        bench.github().forgetRequests();

        assertThat(unchanged.warnings()).isEmpty();
        assertThat(bench.github().requests()).isEmpty();
    }

    @Test
    void refusalToListBuildsIsNoReasonToFail() {
        Publication publication = bench.publish(Sites.text(1));
        bench.github().faults().on("GET .*/pages/builds.*", Fault.status(403, "Resource not accessible"));

        assertThat(publication.warnings()).isEmpty();
    }
}
