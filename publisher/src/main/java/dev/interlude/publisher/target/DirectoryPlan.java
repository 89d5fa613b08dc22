package dev.interlude.publisher.target;

import dev.interlude.publisher.progress.Sleeper;
import dev.interlude.publisher.site.Site;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a folder lacks. The state file is written last: a run that is cut off leaves the older state, and the same
 * command again finishes it.
 */
final class DirectoryPlan implements Plan {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private static final Duration LOCK_PAUSE = Duration.ofMillis(100);

    private final String app;
    private final FolderFiles files;
    private final Manifest manifest;
    private final StateFile.Content state;
    private final Site site;
    private final List<Change> changes;
    private final List<String> warnings;
    private final Clock clock;
    private final Sleeper sleeper;

    DirectoryPlan(
            String app,
            FolderFiles files,
            Manifest manifest,
            StateFile.Content state,
            Site site,
            List<Change> changes,
            List<String> warnings,
            Clock clock,
            Sleeper sleeper) {
        this.app = app;
        this.files = files;
        this.manifest = manifest;
        this.state = state;
        this.site = site;
        this.changes = List.copyOf(changes);
        this.warnings = List.copyOf(warnings);
        this.clock = clock;
        this.sleeper = sleeper;
    }

    @Override
    public List<Change> changes() {
        return changes;
    }

    @Override
    public List<String> warnings() {
        return warnings;
    }

    @Override
    public List<PlannedRequest> reading() {
        return List.of();
    }

    @Override
    public List<PlannedRequest> applying() {
        return List.of();
    }

    @Override
    public List<String> waits() {
        return List.of();
    }

    @Override
    public SortedMap<String, String> basis() {
        SortedMap<String, String> basis = new TreeMap<>();
        basis.put("folder", state.inWords() + ", " + Digest.of(manifest.document()));
        basis.put("page", Digest.of(site));
        basis.put("changes", Digest.of(changes.toString().getBytes(StandardCharsets.UTF_8)));
        return basis;
    }

    @Override
    public Publication apply() {
        if (!changes.isEmpty()) {
            try {
                writeLocked();
            } catch (IOException e) {
                throw DirectoryRemote.failure(files, "write", e);
            }
        }
        return new Published(!changes.isEmpty(), files.folder().toString());
    }

    private void writeLocked() throws IOException {
        files.makeFolder(Manifest.FOLDER);
        try (FileChannel channel = FileChannel.open(
                        files.folder().resolve(Manifest.FOLDER + "/lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
                FileLock lock = awaitLock(channel)) {
            boolean same = lock != null
                    && StateFile.read(app, files.folder()).equals(state)
                    && Manifest.read(files.folder()).equals(manifest);
            if (!same) {
                throw new RaceLost("another publisher writes into " + files.folder());
            }
            write();
        }
    }

    /** Whoever holds it is writing a few small files: worth a wait of ten seconds. */
    private @Nullable FileLock awaitLock(FileChannel channel) throws IOException {
        FileLock lock = lock(channel);
        for (int tries = 1; lock == null && tries < 100; tries++) {
            sleeper.sleep(LOCK_PAUSE);
            lock = lock(channel);
        }
        return lock;
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private void write() throws IOException {
        SortedSet<String> both = new TreeSet<>(manifest.paths());
        both.addAll(site.files().keySet());
        files.write(Manifest.NAME, Manifest.of(app, both).document());
        if (state instanceof StateFile.Content.Unreadable) {
            files.rename(StateFile.NAME, StateFile.NAME + ".unreadable-" + STAMP.format(clock.instant()));
        }
        for (Map.Entry<String, byte[]> file : site.files().entrySet()) {
            if (!file.getKey().equals(StateFile.NAME) && !files.holds(file.getKey(), file.getValue())) {
                files.write(file.getKey(), file.getValue());
            }
        }
        for (Change change : changes) {
            if (change.kind() == Change.Kind.DELETE) {
                files.delete(change.subject());
            }
        }
        byte[] newState = site.file(StateFile.NAME).orElse(null);
        if (newState != null) {
            files.write(StateFile.NAME, newState);
        }
        files.write(Manifest.NAME, Manifest.of(app, site.files().keySet()).document());
    }

    /** What lies in a folder can be seen at once, as far as the publisher can know. */
    private record Published(boolean changed, String reference) implements Publication {

        @Override
        public Optional<URI> url() {
            return Optional.empty();
        }

        @Override
        public List<String> warnings() {
            return List.of();
        }

        @Override
        public String awaitVisible(Duration atMost) {
            return "the files lie in the folder";
        }
    }
}
