package dev.interlude.publisher.site.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import dev.interlude.protocol.MaintenanceState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The status API's documents against a schema of the shapes that Statuspage documents for its version 2. */
class StatuspageFeedTest {

    private static final JsonMapper JSON = new JsonMapper();

    @ParameterizedTest
    @MethodSource("dev.interlude.publisher.site.feed.FeedStates#fixtures")
    void everyStateHasTheShapesOfStatuspage(MaintenanceState state) throws IOException {
        for (String document : new String[] {"status", "summary", "scheduled-maintenances"}) {
            assertThat(schema(document).validate(document(state, document)))
                    .as(document)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "summary", "scheduled-maintenances"})
    void schemaRefusesWhatHasAnotherShape(String document) throws IOException {
        assertThat(schema(document).validate(JSON.readTree("{\"page\":{\"id\":\"shop\"}}")))
                .isNotEmpty();
    }

    @Test
    void scheduledWindowIsAnnouncedAndNothingIsBrokenYet() throws IOException {
        MaintenanceState state = FeedStates.scheduled(FeedStates.NOON.plusSeconds(60), FeedStates.NOON, "Upgrade");

        assertThat(document(state, "status").at("/status/indicator").asText()).isEqualTo("none");
        JsonNode maintenance = document(state, "summary").at("/scheduled_maintenances/0");
        assertThat(maintenance.at("/status").asText()).isEqualTo("scheduled");
        assertThat(maintenance.at("/scheduled_for").asText()).isEqualTo("2026-11-20T12:01:00.000Z");
        assertThat(maintenance.at("/scheduled_until").asText()).isEqualTo("2026-11-20T12:31:00.000Z");
        assertThat(maintenance.at("/started_at").isNull()).isTrue();
        assertThat(maintenance.at("/incident_updates")).hasSize(2);
        assertThat(Instant.parse(maintenance.at("/created_at").asText())).isBeforeOrEqualTo(FeedStates.NOON);
    }

    @Test
    void runningMaintenanceShowsInIndicatorAndComponent() throws IOException {
        MaintenanceState state = FeedStates.fixtures()
                .filter(fixture -> fixture.phase().wireName().equals("in_progress"))
                .findFirst()
                .orElseThrow();

        JsonNode summary = document(state, "summary");

        assertThat(summary.at("/status/indicator").asText()).isEqualTo("maintenance");
        assertThat(summary.at("/components/0/status").asText()).isEqualTo("under_maintenance");
        assertThat(summary.at("/scheduled_maintenances/0/status").asText()).isEqualTo("in_progress");
    }

    @Test
    void whatIsOverLeavesTheSummaryAndStaysInTheList() throws IOException {
        MaintenanceState state = FeedStates.fixtures()
                .filter(fixture -> fixture.phase().wireName().equals("completed"))
                .findFirst()
                .orElseThrow();

        assertThat(document(state, "summary").at("/scheduled_maintenances")).isEmpty();
        assertThat(document(state, "scheduled-maintenances")
                        .at("/scheduled_maintenances/0/resolved_at")
                        .isTextual())
                .isTrue();
        assertThat(document(FeedStates.operational(), "scheduled-maintenances").at("/scheduled_maintenances"))
                .isEmpty();
    }

    private static JsonNode document(MaintenanceState state, String name) throws IOException {
        return JSON.readTree(FeedStates.feed(state, "api/v2/" + name + ".json"));
    }

    private static JsonSchema schema(String document) throws IOException {
        JsonNode schema = JSON.readTree(Files.readString(Path.of("src/test/resources/statuspage-v2.schema.json")));
        JsonNode one = schema.deepCopy();
        ((ObjectNode) one).put("$ref", "#/$defs/" + document);
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(
                        one,
                        SchemaValidatorsConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build());
    }
}
