package dev.interlude.publisher.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.interlude.protocol.MaintenanceState;
import dev.interlude.protocol.StateCodec;
import dev.interlude.protocol.StateVersion;
import dev.interlude.publisher.failure.Failure;
import dev.interlude.publisher.site.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryTargetTest {

    @TempDir
    private Path parent;

    @Test
    void firstPublishWritesEveryFileAndTheSecondNone() throws IOException {
        Publication first = publish("shop", site(1));
        Publication second = publish("shop", site(1));

        assertThat(first.changed()).isTrue();
        assertThat(second.changed()).isFalse();
        assertThat(files()).contains("index.html", "sub/page.html", "state.json");
        assertThat(target("shop").read().state().version()).isEqualTo(new StateVersion(5, 1));
    }

    @Test
    void whatVanishedIsDeletedAndWhatIsNotOursStays() throws IOException {
        publish("shop", site(1));
        Files.writeString(folder().resolve("sub/own.txt"), "not ours");
        Files.writeString(folder().resolve("robots.txt"), "not ours");
        Map<String, byte[]> fewer = new TreeMap<>(site(2).files());
        fewer.remove("sub/page.html");
        fewer.remove("other/deep/file.txt");

        publish("shop", new Site(fewer));

        assertThat(files()).contains("sub/own.txt", "robots.txt").doesNotContain("sub/page.html");
        assertThat(folder().resolve("other")).doesNotExist();
    }

    @Test
    void filesThatAnotherPublisherHasAddedInTheMeantimeAreNotForgotten() throws IOException {
        publish("shop", site(1));
        Plan early = target("shop").read().plan(siteWithout("sub/page.html"));
        Map<String, byte[]> more = new TreeMap<>(site(1).files());
        more.put("more.txt", new byte[3]);
        publish("shop", new Site(more));

        assertThatThrownBy(early::apply).isInstanceOf(RaceLost.class);

        publish("shop", siteWithout("sub/page.html"));
        assertThat(files()).doesNotContain("more.txt", "sub/page.html");
    }

    @Test
    void planNamesEveryChangeAndChangesNothing() throws IOException {
        publish("shop", site(1));
        Map<String, byte[]> other = new TreeMap<>(site(2).files());
        other.remove("sub/page.html");
        other.put("new.txt", new byte[3]);

        Plan plan = target("shop").read().plan(new Site(other));

        assertThat(plan.changes())
                .containsExactly(
                        new Change(Change.Kind.CREATE, "new.txt", "3 bytes"),
                        new Change(Change.Kind.UPDATE, "state.json", state(2).length + " bytes"),
                        new Change(Change.Kind.DELETE, "sub/page.html", ""));
        assertThat(files()).contains("sub/page.html").doesNotContain("new.txt");
    }

    @Test
    void folderOfSomethingElseIsRefusedAndTakenOverOnlyWhenAsked() throws IOException {
        Files.createDirectories(folder());
        Files.writeString(folder().resolve("index.html"), "somebody's site");
        Files.writeString(folder().resolve("keep.txt"), "somebody's file");

        Failure failure = failure("shop");
        assertThat(failure.kind()).isEqualTo(Failure.Kind.REFUSED);
        assertThat(failure.happened()).contains("files that are not a page of shop");
        assertThat(Files.readString(folder().resolve("index.html"))).isEqualTo("somebody's site");

        takingOver("shop").read().plan(site(1)).apply();
        assertThat(files()).contains("keep.txt", "state.json");
        assertThat(target("shop").read().holds(site(1))).isTrue();
    }

    @Test
    void folderOfAnotherAppIsRefused() throws IOException {
        publish("shop", site(1));

        assertThat(failure("shop-api").happened()).contains("the page of shop");
    }

    @Test
    void stateCutInHalfIsRefusedAndKeptAsideWhenTakenOver() throws IOException {
        publish("shop", site(1));
        byte[] half = StateCodec.encode(MaintenanceState.origin("shop"));
        Files.write(folder().resolve("state.json"), java.util.Arrays.copyOf(half, half.length / 2));

        assertThat(failure("shop").happened()).contains("state.json cannot be read");

        Plan plan = takingOver("shop").read().plan(site(2));
        assertThat(plan.warnings()).hasSize(1);
        plan.apply();
        String kept = files().stream()
                .filter(name -> name.startsWith("state.json.unreadable-"))
                .findFirst()
                .orElseThrow();
        assertThat(Files.readAllBytes(folder().resolve(kept)))
                .isEqualTo(java.util.Arrays.copyOf(half, half.length / 2));
        assertThat(target("shop").read().state().version()).isEqualTo(new StateVersion(5, 2));
    }

    @Test
    void writerThatReadAnOlderStateLoses() throws IOException {
        publish("shop", site(1));
        Plan slow = target("shop").read().plan(site(2));
        publish("shop", site(3));

        assertThatThrownBy(slow::apply).isInstanceOf(RaceLost.class);
        assertThat(target("shop").read().state().version()).isEqualTo(new StateVersion(5, 3));
    }

    @Test
    void rootHomeAndWorkingDirectoryAreRefused() {
        for (Path refused : List.of(Path.of("/"), parent, parent.resolve("work"))) {
            assertThatThrownBy(() -> new DirectoryTarget(
                            "shop",
                            refused,
                            List.of(parent.resolve("work")),
                            DirectoryTarget.TakeOver.ALLOW,
                            Clock.systemUTC(),
                            time -> {}))
                    .isInstanceOfSatisfying(
                            Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.CONFIGURATION));
        }
    }

    @Test
    void workingDirectoryBehindALinkIsRefused() throws IOException {
        Path work = Files.createDirectory(parent.resolve("work"));
        Path link = Files.createSymbolicLink(parent.resolve("link"), work);

        assertThatThrownBy(() -> new DirectoryTarget(
                        "shop", link, List.of(work), DirectoryTarget.TakeOver.ALLOW, Clock.systemUTC(), time -> {}))
                .isInstanceOf(Failure.class);
    }

    @Test
    void publisherThatHoldsTheFolderIsWaitedFor() throws IOException {
        publish("shop", site(1));
        List<Duration> waits = new ArrayList<>();
        try (FileChannel channel = FileChannel.open(folder().resolve(".interlude/lock"), StandardOpenOption.WRITE)) {
            FileLock lock = channel.lock();
            Plan plan = new DirectoryTarget(
                            "shop", folder(), List.of(), DirectoryTarget.TakeOver.REFUSE, Clock.systemUTC(), time -> {
                                waits.add(time);
                                release(lock);
                            })
                    .read()
                    .plan(site(2));

            assertThat(plan.apply().changed()).isTrue();
        }
        assertThat(waits).isNotEmpty();
    }

    private static void release(FileLock lock) {
        try {
            lock.release();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void linkOutOfTheFolderIsNotFollowed() throws IOException {
        Path elsewhere = Files.createDirectory(parent.resolve("elsewhere"));
        publish("shop", new Site(Map.of("state.json", state(1))));
        Files.createSymbolicLink(folder().resolve("sub"), elsewhere);

        assertThatThrownBy(() -> publish("shop", site(2))).isInstanceOf(Failure.class);
        assertThat(elsewhere).isEmptyDirectory();
        assertThat(target("shop").read().state().version()).isEqualTo(new StateVersion(5, 1));
    }

    @Test
    void whatLiesBehindALinkIsNotDeleted() throws IOException {
        Path elsewhere = Files.createDirectory(parent.resolve("elsewhere"));
        publish("shop", site(1));
        Files.delete(folder().resolve("sub/page.html"));
        Files.delete(folder().resolve("sub"));
        Files.writeString(elsewhere.resolve("page.html"), "not ours");
        Files.createSymbolicLink(folder().resolve("sub"), elsewhere);
        Map<String, byte[]> fewer = new TreeMap<>(site(2).files());
        fewer.remove("sub/page.html");

        publish("shop", new Site(fewer));

        assertThat(elsewhere.resolve("page.html")).hasContent("not ours");
        assertThat(folder().resolve("sub")).isSymbolicLink();
    }

    @Test
    void foldersAndFilesCanBeReadByAWebServer() throws IOException {
        publish("shop", site(1));

        assertThat(Files.getPosixFilePermissions(folder())).contains(PosixFilePermission.OTHERS_EXECUTE);
        assertThat(Files.getPosixFilePermissions(folder().resolve("sub"))).contains(PosixFilePermission.OTHERS_EXECUTE);
        assertThat(Files.getPosixFilePermissions(folder().resolve("sub/page.html")))
                .contains(PosixFilePermission.OTHERS_READ);
    }

    @Test
    void manifestNeverLeadsOutOfTheFolder() throws IOException {
        publish("shop", site(1));
        Files.writeString(parent.resolve("precious.txt"), "precious");
        Files.writeString(
                folder().resolve(".interlude/manifest"),
                "interlude shop\n../precious.txt\n/etc/hostname\nindex.html\n");

        publish("shop", site(2));

        assertThat(parent.resolve("precious.txt")).hasContent("precious");
    }

    @Test
    void runThatWasCutOffIsFinishedByTheNext() throws IOException {
        Files.createDirectories(folder().resolve(".interlude"));
        Files.writeString(folder().resolve(".interlude/manifest"), "interlude shop\nindex.html\n");
        Files.writeString(folder().resolve("index.html"), "half written by the first run");

        publish("shop", site(1));

        assertThat(target("shop").read().holds(site(1))).isTrue();
    }

    private static Site siteWithout(String path) {
        Map<String, byte[]> fewer = new TreeMap<>(site(1).files());
        fewer.remove(path);
        return new Site(fewer);
    }

    private Publication publish(String app, Site site) {
        return target(app).read().plan(site).apply();
    }

    private DirectoryTarget target(String app) {
        return new DirectoryTarget(
                app, folder(), List.of(), DirectoryTarget.TakeOver.REFUSE, Clock.systemUTC(), time -> {});
    }

    private DirectoryTarget takingOver(String app) {
        return new DirectoryTarget(
                app, folder(), List.of(), DirectoryTarget.TakeOver.ALLOW, Clock.systemUTC(), time -> {});
    }

    private Failure failure(String app) {
        return Objects.requireNonNull(
                catchThrowableOfType(Failure.class, () -> target(app).read()));
    }

    private Path folder() {
        return parent.resolve("public");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> walk = Files.walk(folder())) {
            return walk.filter(Files::isRegularFile)
                    .map(file -> folder().relativize(file).toString())
                    .toList();
        }
    }

    private static byte[] state(long revision) {
        return StateCodec.encode(MaintenanceState.origin("shop").numbered(new StateVersion(5, revision)));
    }

    private static Site site(long revision) {
        return new Site(Map.of(
                "index.html", "page".getBytes(StandardCharsets.UTF_8),
                "sub/page.html", "sub".getBytes(StandardCharsets.UTF_8),
                "other/deep/file.txt", "deep".getBytes(StandardCharsets.UTF_8),
                "state.json", state(revision)));
    }
}
