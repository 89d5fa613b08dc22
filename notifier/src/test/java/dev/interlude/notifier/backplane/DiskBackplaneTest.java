package dev.interlude.notifier.backplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.interlude.protocol.MaintenanceState;
import dev.interlude.protocol.StateCodec;
import dev.interlude.protocol.StateVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiskBackplaneTest extends BackplaneContract {

    private static final Path FULL_DEVICE = Path.of("/dev/full");

    @TempDir
    Path directory;

    @Override
    Backplane open() throws IOException {
        return DiskBackplane.open(directory, Clock.fixed(Instant.parse("2026-11-20T22:00:00.125Z"), ZoneOffset.UTC));
    }

    @Test
    void remembersOverARestart() throws IOException {
        MaintenanceState state = inProgress("shop", 7, "text");
        backplane.compareAndSet(StateVersion.ORIGIN, state);

        backplane.close();
        backplane = open();

        assertThat(backplane.current("shop")).isEqualTo(state);
    }

    @Test
    void fileHoldsExactlyTheDocument() throws IOException {
        MaintenanceState state = inProgress("shop", 7, "text");

        backplane.compareAndSet(StateVersion.ORIGIN, state);

        assertThat(directory.resolve("shop.json")).hasBinaryContent(StateCodec.encode(state));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"schema\":1,\"app\":\"sh", "[]", "\u0000\u0000\u0000\u0000"})
    void fileThatIsNoStateIsKeptAside(String content) throws IOException {
        backplane.close();
        Files.writeString(directory.resolve("shop.json"), content);

        backplane = open();

        assertThat(backplane.current("shop")).isEqualTo(MaintenanceState.origin("shop"));
        assertThat(directory.resolve("shop.json")).doesNotExist();
        assertThat(directory.resolve("shop.json.unreadable-20261120T220000.125Z"))
                .hasContent(content);
    }

    @Test
    void fileCutInHalfIsKeptAsideAndTheOthersAreRead() throws IOException {
        MaintenanceState other = inProgress("shop-api", 3, "other");
        backplane.compareAndSet(StateVersion.ORIGIN, other);
        backplane.close();
        byte[] whole = StateCodec.encode(inProgress("shop", 7, "text"));
        byte[] half = Arrays.copyOf(whole, whole.length / 2);
        Files.write(directory.resolve("shop.json"), half);

        backplane = open();
        backplane.compareAndSet(StateVersion.ORIGIN, inProgress("shop", 1, "anew"));

        assertThat(backplane.current("shop-api")).isEqualTo(other);
        assertThat(directory.resolve("shop.json.unreadable-20261120T220000.125Z"))
                .hasBinaryContent(half);
    }

    @Test
    void fileOfAnotherApplicationIsKeptAside() throws IOException {
        backplane.close();
        Files.write(directory.resolve("shop.json"), StateCodec.encode(inProgress("other", 7, "text")));

        backplane = open();

        assertThat(backplane.current("shop")).isEqualTo(MaintenanceState.origin("shop"));
        assertThat(backplane.current("other")).isEqualTo(MaintenanceState.origin("other"));
        assertThat(names()).contains("shop.json.unreadable-20261120T220000.125Z");
    }

    @Test
    void whatIsKeptAsideIsReportedUntilItIsRemoved() throws IOException {
        backplane.close();
        Files.writeString(directory.resolve("shop.json"), "damaged");
        backplane = open();
        assertThat(backplane.setAside()).isEqualTo(1);

        backplane.close();
        backplane = open();
        assertThat(backplane.setAside()).isEqualTo(1);

        Files.delete(directory.resolve("shop.json.unreadable-20261120T220000.125Z"));
        assertThat(backplane.health()).isEqualTo(new Health.Well());
        assertThat(backplane.setAside()).isZero();
    }

    @Test
    void fileOfALaterFormatIsServedAsFarAsItIsUnderstoodAndKept() throws IOException {
        MaintenanceState state = inProgress("shop", 7, "text");
        String later = new String(StateCodec.encode(state), StandardCharsets.UTF_8)
                .replace("\"schema\": 1", "\"schema\": 2, \"mood\": \"calm\"");
        backplane.close();
        Files.writeString(directory.resolve("shop.json"), later);

        backplane = open();
        assertThat(backplane.current("shop")).isEqualTo(state);
        assertThat(directory.resolve("shop.json")).hasContent(later);
        backplane.compareAndSet(state.version(), inProgress("shop", 8, "next"));
        backplane.compareAndSet(new StateVersion(state.version().epoch(), 8), inProgress("shop", 9, "and so on"));

        assertThat(directory.resolve("shop.json.later-20261120T220000.125Z")).hasContent(later);
        assertThat(names()).containsExactlyInAnyOrder(".lock", "shop.json", "shop.json.later-20261120T220000.125Z");
        backplane.close();
        backplane = open();
        assertThat(backplane.current("shop").version().revision()).isEqualTo(9);
        assertThat(backplane.setAside()).isEqualTo(1);
    }

    @Test
    void fileOfALaterFormatIsNotWrittenOverWhereItCannotBeKept() throws IOException {
        MaintenanceState state = inProgress("shop", 7, "text");
        String later =
                new String(StateCodec.encode(state), StandardCharsets.UTF_8).replace("\"schema\": 1", "\"schema\": 2");
        backplane.close();
        Files.writeString(directory.resolve("shop.json"), later);
        backplane = open();
        Files.createDirectory(directory.resolve("shop.json.later-20261120T220000.125Z"));

        assertThatThrownBy(() -> backplane.compareAndSet(state.version(), inProgress("shop", 8, "next")))
                .isInstanceOf(BackplaneFailure.class);

        assertThat(backplane.current("shop")).isEqualTo(state);
        assertThat(directory.resolve("shop.json")).hasContent(later);
    }

    @Test
    void writeThatWasCutOffIsNoState() throws IOException {
        MaintenanceState state = inProgress("shop", 7, "text");
        backplane.compareAndSet(StateVersion.ORIGIN, state);
        backplane.close();
        Files.writeString(directory.resolve("shop.unfinished"), "{\"schema\":1");

        backplane = open();
        backplane.compareAndSet(state.version(), inProgress("shop", 8, "next"));

        assertThat(backplane.current("shop").version().revision()).isEqualTo(8);
        assertThat(names()).containsExactlyInAnyOrder(".lock", "shop.json");
    }

    @Test
    void fullDiskRefusesAndChangesNothing() throws IOException {
        assumeTrue(Files.exists(FULL_DEVICE), "this system has a device that is always full");
        MaintenanceState before = inProgress("shop", 7, "text");
        backplane.compareAndSet(StateVersion.ORIGIN, before);
        Files.createSymbolicLink(directory.resolve("shop.unfinished"), FULL_DEVICE);

        assertThatThrownBy(() -> backplane.compareAndSet(before.version(), inProgress("shop", 8, "next")))
                .isInstanceOfSatisfying(
                        BackplaneFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(BackplaneFailure.Kind.DISK))
                .hasMessageContaining("No space left on device");

        assertThat(backplane.current("shop")).isEqualTo(before);
        assertThat(directory.resolve("shop.json")).hasBinaryContent(StateCodec.encode(before));
        assertThat(backplane.compareAndSet(before.version(), inProgress("shop", 8, "once there is space again")))
                .isTrue();
    }

    @Test
    void fullDiskIsUnwell() throws IOException {
        assumeTrue(Files.exists(FULL_DEVICE), "this system has a device that is always full");
        Files.createSymbolicLink(directory.resolve(".probe"), FULL_DEVICE);

        assertThat(backplane.health())
                .isInstanceOfSatisfying(
                        Health.Unwell.class, unwell -> assertThat(unwell.kind()).isEqualTo(BackplaneFailure.Kind.DISK));
        assertThat(backplane.health()).isEqualTo(new Health.Well());
    }

    @Test
    void directoryThatIsGoneRefusesAndChangesNothing() throws IOException {
        MaintenanceState before = inProgress("shop", 7, "text");
        backplane.compareAndSet(StateVersion.ORIGIN, before);
        Files.move(directory, directory.resolveSibling("moved"));

        assertThatThrownBy(() -> backplane.compareAndSet(before.version(), inProgress("shop", 8, "next")))
                .isInstanceOf(BackplaneFailure.class);

        assertThat(backplane.current("shop")).isEqualTo(before);
        Files.move(directory.resolveSibling("moved"), directory);
    }

    @Test
    void belongsToOneHubAtATime() {
        assertThatThrownBy(this::open)
                .isInstanceOf(DirectoryLock.Taken.class)
                .hasMessageContaining("another hub")
                .hasMessageContaining(directory.toString());
    }

    @Test
    void isFreeAgainOnceItIsClosed() throws IOException {
        backplane.close();

        backplane = open();

        assertThat(backplane.health()).isEqualTo(new Health.Well());
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
