package dev.interlude.notifier.backplane;

import dev.interlude.protocol.Decoded;
import dev.interlude.protocol.MaintenanceState;
import dev.interlude.protocol.StateCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The files of a data directory: {@code <app>.json}, each replaced as a whole or not at all. Their format is the contract's, and its
 * number stands in each. Used by one thread at a time, but for {@link #probe} and {@link #setAside}.
 */
final class StateDirectory {

    private static final System.Logger LOG = System.getLogger(StateDirectory.class.getName());
    private static final DateTimeFormatter ASIDE_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final String SUFFIX = ".json";
    private static final String UNFINISHED = ".unfinished";
    private static final String UNREADABLE = ".unreadable-";
    private static final String LATER = ".later-";

    private final Path path;
    private final Clock clock;

    /** Applications whose file holds more than this version understands. */
    private final Set<String> later = new HashSet<>();

    private StateDirectory(Path path, Clock clock) {
        this.path = path;
        this.clock = clock;
    }

    static StateDirectory at(Path path, Clock clock) throws IOException {
        Files.createDirectories(path);
        return new StateDirectory(path, clock);
    }

    /** Every state that can be read, by application. */
    Map<String, MaintenanceState> load() throws IOException {
        Map<String, MaintenanceState> states = new HashMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path, "*" + SUFFIX)) {
            for (Path file : files) {
                if (Files.isRegularFile(file)) {
                    read(file).ifPresent(state -> states.put(state.app(), state));
                }
            }
        }
        return states;
    }

    /** Replaces the file; on return the new content and its name are on the disk, on failure the old ones are. */
    void write(String app, byte[] document) throws IOException {
        Path unfinished = path.resolve(app + UNFINISHED);
        try {
            writeSynced(unfinished, document);
            if (later.contains(app)) {
                keepAside(app);
            }
            Files.move(unfinished, path.resolve(app + SUFFIX), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            discard(unfinished, e);
            throw e;
        }
        syncNames();
    }

    /** Writes as a state would be written, and takes it back. */
    void probe() throws IOException {
        // An application's name never begins with a dot.
        Path file = path.resolve(".probe");
        try {
            writeSynced(file, new byte[] {'\n'});
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** How many files are kept aside. */
    int setAside() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return (int) files.map(file -> file.getFileName().toString())
                    .filter(name -> name.contains(SUFFIX + UNREADABLE) || name.contains(SUFFIX + LATER))
                    .count();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Optional<MaintenanceState> read(Path file) throws IOException {
        String name = file.getFileName().toString();
        String app = name.substring(0, name.length() - SUFFIX.length());
        byte[] content = firstBytes(file);
        Decoded decoded = StateCodec.read(content);
        if (decoded instanceof Decoded.Accepted accepted
                && accepted.state().app().equals(app)) {
            if (StateCodec.decode(content) instanceof Decoded.Refused refused) {
                noteLater(file, app, refused);
            }
            return Optional.of(accepted.state());
        }
        String reason = decoded instanceof Decoded.Refused refused
                ? refused.violations().get(0).toString()
                : "it is the state of another application";
        Path aside = aside(name, UNREADABLE);
        Files.move(file, aside);
        syncNames();
        LOG.log(
                System.Logger.Level.WARNING,
                "The state file {0} holds no state of {1} ({2}); it is kept as {3}, and {1} begins anew",
                file,
                app,
                reason,
                aside);
        return Optional.empty();
    }

    private void noteLater(Path file, String app, Decoded.Refused refused) {
        later.add(app);
        LOG.log(
                System.Logger.Level.WARNING,
                "The state file {0} is of a later format ({1}); {2} is served as far as this version understands it,"
                        + " and the file is kept aside before it is written over",
                file,
                refused.violations().get(0),
                app);
    }

    /** Gives the file a second name, which it keeps when the first one goes over to its successor. */
    private void keepAside(String app) throws IOException {
        Path aside = aside(app + SUFFIX, LATER);
        try {
            Files.createLink(aside, path.resolve(app + SUFFIX));
        } catch (UnsupportedOperationException e) {
            Files.copy(path.resolve(app + SUFFIX), aside);
        }
        later.remove(app);
        LOG.log(System.Logger.Level.WARNING, "The file of a later format is kept as {0}", aside);
    }

    private Path aside(String name, String why) {
        return path.resolve(name + why + ASIDE_TIME.format(clock.instant()));
    }

    /** One byte more than a state may have, at most: enough to see that the file is no state. */
    private static byte[] firstBytes(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(StateCodec.MAX_BYTES + 1);
        }
    }

    private static void writeSynced(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }

    /** A rename is durable once the directory is synced; POSIX systems open a directory for reading. */
    private void syncNames() throws IOException {
        try (FileChannel names = FileChannel.open(path, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    private static void discard(Path unfinished, IOException cause) {
        try {
            Files.deleteIfExists(unfinished);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }
}
