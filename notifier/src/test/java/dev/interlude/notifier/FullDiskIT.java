package dev.interlude.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged jar on a disk that is really full. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class FullDiskIT {

    private static final int BYTES = 256 * 1024;

    @TempDir
    Path folder;

    private final JarRuns runs = new JarRuns();

    @AfterEach
    void endAll() {
        runs.close();
    }

    /** With a page or two left, the write ends in its middle. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void changeIsRefusedAndNothingIsLost(int pagesLeft) throws IOException {
        try (SmallDisk disk = SmallDisk.of(BYTES, folder.resolve("data"))) {
            JarRuns.Run hub = run(disk, "data");
            HttpResponse<String> before = hub.put("shop", States.inProgressDocument("shop", "before"));
            assertThat(before.statusCode()).isEqualTo(200);

            disk.fillUpTo(pagesLeft);
            HttpResponse<String> refused = hub.put("shop", longDocument());

            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(507);
            assertThat(refused.body()).contains("urn:interlude:problem:disk");
            assertThat(hub.get("/v1/apps/shop/state").body()).isEqualTo(before.body());
            assertThat(disk.file("shop.unfinished")).doesNotExist();

            hub.kill();
            JarRuns.Run again = run(disk, "data");
            assertThat(again.get("/v1/apps/shop/state").body()).isEqualTo(before.body());

            disk.free();
            HttpResponse<String> after = again.put("shop", longDocument());
            assertThat(after.statusCode()).isEqualTo(200);
            again.kill();
            assertThat(run(disk, "data").get("/v1/apps/shop/state").body()).isEqualTo(after.body());
        }
    }

    @Test
    void hubIsNotReadyUntilThereIsSpaceAgain() throws IOException {
        try (SmallDisk disk = SmallDisk.of(BYTES, folder.resolve("data"))) {
            JarRuns.Run hub = run(disk, "data");
            assertThat(hub.get("/health/ready").statusCode()).isEqualTo(200);

            disk.fillUpTo(0);
            Waiting.until("it is not ready", () -> hub.get("/health/ready").statusCode() == 503);
            assertThat(hub.get("/health/ready").body()).contains("\"disk\"");
            assertThat(hub.get("/health/live").statusCode()).isEqualTo(200);

            disk.free();
            Waiting.until("it is ready", () -> hub.get("/health/ready").statusCode() == 200);
        }
    }

    @Test
    void auditLineThatDoesNotFitIsSaidAndHoldsNobodyUp() throws IOException {
        try (SmallDisk disk = SmallDisk.of(BYTES, folder.resolve("audit"))) {
            JarRuns.Run hub = run(
                    disk,
                    "data",
                    "--audit-log",
                    folder.resolve("audit/log.jsonl").toString());
            hub.put("shop", States.inProgressDocument("shop", "noted"));
            disk.fillUpTo(0);
            int lines = 0;
            while (!hub.get("/metrics").body().contains("\ninterlude_audit_lines_lost 1.0\n")) {
                assertThat(hub.put("shop", States.inProgressDocument("shop", "line " + lines++))
                                .statusCode())
                        .isEqualTo(200);
            }

            assertThat(hub.errors()).contains("cannot be written").contains("this is missing from it: {");
            disk.free();
            hub.put("shop", States.inProgressDocument("shop", "noted again"));
            List<String> written = Files.readAllLines(disk.file("log.jsonl"));
            assertThat(written)
                    .hasSize(lines + 1)
                    .allSatisfy(line -> assertThat(
                                    Fixtures.JSON.readTree(line).get("status").intValue())
                            .isEqualTo(200));
        }
    }

    private JarRuns.Run run(SmallDisk disk, String data, String... more) throws IOException {
        return runs.start(disk.entrance(), JarRuns.JAVA, folder, folder.resolve(data), more);
    }

    private static String longDocument() throws IOException {
        ObjectNode document = (ObjectNode) Fixtures.JSON.readTree(States.inProgressDocument("shop", "after"));
        ObjectNode body = ((ObjectNode) document.get("notice")).putObject("body");
        for (char c = 'a'; c < 'p'; c++) {
            body.put("x" + c, "words ".repeat(160));
        }
        body.put("en", "words");
        return document.toString();
    }
}
