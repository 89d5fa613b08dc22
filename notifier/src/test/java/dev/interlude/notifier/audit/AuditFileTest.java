package dev.interlude.notifier.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.interlude.protocol.MaintenanceState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditFileTest {

    private static final Instant NOW = Instant.parse("2026-11-20T22:00:00Z");

    @TempDir
    Path folder;

    @Test
    void lineSaysWhoDidWhatWhenAndFromWhere() throws IOException {
        Path file = folder.resolve("audit.jsonl");
        AuditFile audit = new AuditFile(file);

        audit.add(new Attempt(
                NOW,
                "deploy \"quoted\"\n",
                "192.0.2.1",
                "shop",
                200,
                new Attempt.Result.Holds(MaintenanceState.origin("shop"))));
        audit.add(new Attempt(NOW, "deploy", "192.0.2.1", "shop", 409, new Attempt.Result.Refused()));

        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(2);
        JsonNode first = new JsonMapper().readTree(lines.get(0));
        assertThat(first.get("at").textValue()).isEqualTo("2026-11-20T22:00:00Z");
        assertThat(first.get("who").textValue()).isEqualTo("deploy \"quoted\"\n");
        assertThat(first.get("from").textValue()).isEqualTo("192.0.2.1");
        assertThat(first.get("what").textValue()).isEqualTo("state.write");
        assertThat(first.get("version").textValue()).isEqualTo("0.0");
        assertThat(first.get("phase").textValue()).isEqualTo("operational");
        assertThat(new JsonMapper().readTree(lines.get(1)).get("status").intValue())
                .isEqualTo(409);
    }

    @Test
    void fullFileIsPutAsideAndTheOldestDropped() throws IOException {
        Path file = folder.resolve("audit.jsonl");
        AuditFile audit = new AuditFile(file, 300);

        for (int i = 0; i < 60; i++) {
            audit.add(new Attempt(NOW, "writer-" + i, "192.0.2.1", "shop", 412, new Attempt.Result.Refused()));
        }

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(each -> each.getFileName().toString()))
                    .hasSize(AuditFile.KEPT + 1)
                    .contains("audit.jsonl", "audit.jsonl.1", "audit.jsonl." + AuditFile.KEPT);
        }
        assertThat(Files.readString(file)).contains("writer-59");
        assertThat(Files.size(folder.resolve("audit.jsonl.1"))).isLessThanOrEqualTo(300);
    }

    @Test
    void fileThatCannotBeWrittenHoldsNobodyUp() throws IOException {
        AuditFile audit = new AuditFile(folder);

        audit.add(new Attempt(NOW, "deploy", "192.0.2.1", "shop", 200, new Attempt.Result.Refused()));

        assertThat(folder).isEmptyDirectory();
    }
}
