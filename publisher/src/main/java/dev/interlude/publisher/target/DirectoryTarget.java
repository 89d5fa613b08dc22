package dev.interlude.publisher.target;

import dev.interlude.publisher.failure.Failure;
import dev.interlude.publisher.progress.Sleeper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder that a web server shows. It keeps a list of its own files in {@code .interlude/}, deletes only what that
 * list names, and refuses a folder that holds something else.
 */
public final class DirectoryTarget implements Target {

    private final String app;
    private final Path folder;
    private final TakeOver takeOver;
    private final Clock clock;
    private final Sleeper sleeper;

    /** Whether files of others in that folder may be replaced. */
    public enum TakeOver {
        REFUSE,
        ALLOW
    }

    /**
     * @param folder absolute and normalised; made when it is missing
     * @throws Failure if it is a folder that nobody wants to be filled, such as the home
     */
    public DirectoryTarget(
            String app, Path folder, List<Path> forbidden, TakeOver takeOver, Clock clock, Sleeper sleeper) {
        this.app = app;
        this.folder = folder;
        this.takeOver = takeOver;
        this.clock = clock;
        this.sleeper = sleeper;
        if (folder.getParent() == null || forbidden.stream().anyMatch(path -> sameOrInside(path, folder))) {
            throw new Failure(
                    Failure.Kind.CONFIGURATION,
                    "publish into " + folder,
                    "it is the root, the home or the working directory, or holds one of them",
                    "name a folder of its own in target.directory.path");
        }
    }

    private static boolean sameOrInside(Path path, Path folder) {
        return real(path).startsWith(real(folder));
    }

    /** With every link followed, as far as the path exists. */
    private static Path real(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        try {
            return absolute.toRealPath();
        } catch (IOException e) {
            Path above = absolute.getParent();
            Path name = absolute.getFileName();
            return above == null || name == null ? absolute : real(above).resolve(name);
        }
    }

    @Override
    public String description() {
        return "folder " + folder;
    }

    @Override
    public Remote read() {
        try {
            FolderFiles files = new FolderFiles(folder);
            StateFile.Content state = StateFile.read(app, folder);
            boolean ours = state instanceof StateFile.Content.Ours;
            if (!ours && takeOver == TakeOver.REFUSE) {
                refuse(state);
            }
            return new DirectoryRemote(app, files, Manifest.read(folder), state, clock, sleeper);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private void refuse(StateFile.Content state) throws IOException {
        String tried = "publish into " + folder;
        if (state instanceof StateFile.Content.Unreadable unreadable) {
            throw new Failure(
                    Failure.Kind.REFUSED,
                    tried,
                    "its state.json cannot be read: " + unreadable.reason(),
                    "restore it; or run again with --take-over, which keeps it under another name and goes on from"
                            + " what else is known");
        }
        if (state instanceof StateFile.Content.Foreign foreign) {
            throw new Failure(
                    Failure.Kind.REFUSED,
                    tried,
                    "it holds the page of " + foreign.app(),
                    "name another folder, or run again with --take-over");
        }
        if (!isEmpty()) {
            throw new Failure(
                    Failure.Kind.REFUSED,
                    tried,
                    "it holds files that are not a page of " + app,
                    "name an empty folder, or run again with --take-over, which leaves them and adds the page");
        }
    }

    /** Empty but for what a first run that was cut off has left: its own list, and what that list names. */
    private boolean isEmpty() throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) && !Files.exists(folder)) {
            return true;
        }
        Manifest manifest = Manifest.read(folder);
        if (manifest.belongsTo(app)) {
            return true;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }

    private Failure unreadable(IOException e) {
        return new Failure(
                        Failure.Kind.REFUSED,
                        "read the folder " + folder,
                        e.getClass().getSimpleName() + ": " + e.getMessage(),
                        "check that it is a folder and that its permissions let this user in")
                .causedBy(e);
    }
}
