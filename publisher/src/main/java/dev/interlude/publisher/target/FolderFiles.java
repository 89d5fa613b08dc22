package dev.interlude.publisher.target;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Reads and writes files below one folder, each write atomic and synced. Never follows a link out of the folder. */
final class FolderFiles {

    private final Path folder;

    FolderFiles(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    /** Whether a relative path stays inside whatever folder it is resolved against. */
    static boolean isInside(String path) {
        if (path.isEmpty() || path.startsWith("/") || path.contains("\\") || path.indexOf('\0') >= 0) {
            return false;
        }
        return Arrays.stream(path.split("/", -1))
                .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
    }

    boolean holds(String path, byte[] content) throws IOException {
        Path file = folder.resolve(path);
        if (isBehindLink(path)
                || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                || Files.size(file) != content.length) {
            return false;
        }
        return Arrays.equals(Files.readAllBytes(file), content);
    }

    boolean exists(String path) {
        return !isBehindLink(path) && Files.exists(folder.resolve(path), LinkOption.NOFOLLOW_LINKS);
    }

    void write(String path, byte[] content) throws IOException {
        Path file = folder.resolve(path);
        makeFolders(above(file));
        WholeFile.put(file, beside -> {
            try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
                for (ByteBuffer buffer = ByteBuffer.wrap(content); buffer.hasRemaining(); ) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            makeReadable(beside, "r--r--r--");
        });
    }

    void rename(String from, String to) throws IOException {
        Files.move(folder.resolve(from), folder.resolve(to), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Makes a folder in this one, and this one, so that a web server can enter both. */
    void makeFolder(String path) throws IOException {
        makeFolders(folder.resolve(path));
    }

    /** Deletes a file of ours, and the folders above it that it leaves empty. */
    void delete(String path) throws IOException {
        Path file = folder.resolve(path);
        if (isBehindLink(path) || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.delete(file);
        for (Path above = above(file); !above.equals(folder); above = above(above)) {
            try (var entries = Files.list(above)) {
                if (entries.findAny().isPresent()) {
                    return;
                }
            } catch (NoSuchFileException e) {
                return;
            }
            Files.delete(above);
        }
    }

    private Path above(Path file) {
        Path above = file.getParent();
        return above == null ? folder : above;
    }

    private void makeFolders(Path wanted) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            makeReadable(folder, "r-xr-xr-x");
        }
        Path reached = folder;
        for (Path part : folder.relativize(wanted)) {
            if (part.toString().isEmpty()) {
                continue;
            }
            reached = reached.resolve(part);
            if (Files.isSymbolicLink(reached)) {
                throw new IOException(reached + " is a symbolic link; it is not followed");
            }
            if (!Files.isDirectory(reached, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectory(reached);
                makeReadable(reached, "r-xr-xr-x");
            }
        }
    }

    /** Whether a folder on the way to that file is a link: what lies behind it is not ours. */
    private boolean isBehindLink(String path) {
        for (Path above = above(folder.resolve(path)); !above.equals(folder); above = above(above)) {
            if (Files.isSymbolicLink(above)) {
                return true;
            }
        }
        return false;
    }

    /** A page is for the web server too, whatever the operator's umask; what else the umask allows stays. */
    private static void makeReadable(Path path, String least) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Set<PosixFilePermission> permissions = new HashSet<>(Files.getPosixFilePermissions(path));
            if (permissions.addAll(PosixFilePermissions.fromString(least))) {
                Files.setPosixFilePermissions(path, permissions);
            }
        }
    }
}
