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
        assertThat(first.get("format").intValue()).isEqualTo(AuditFile.FORMAT);
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
            audit.add(refused("writer-" + i));
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

        audit.add(refused("deploy"));

        assertThat(folder).isEmptyDirectory();
        assertThat(audit.lost()).isEqualTo(1);
    }

    @Test
    void pieceOfALineThatAKilledProcessLeftGetsALineOfItsOwn() throws IOException {
        Path file = Files.writeString(folder.resolve("audit.jsonl"), "{\"format\":1}\n{\"format\":1,\"at\":\"2026-");

        AuditFile audit = new AuditFile(file);
        audit.add(refused("deploy"));
        audit.add(refused("deploy"));

        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(4).startsWith("{\"format\":1}", "{\"format\":1,\"at\":\"2026-");
        assertThat(new JsonMapper().readTree(lines.get(2)).get("who").textValue())
                .isEqualTo("deploy");
    }

    private static Attempt refused(String who) {
        return new Attempt(NOW, who, "192.0.2.1", "shop", 412, new Attempt.Result.Refused());
    }
}
