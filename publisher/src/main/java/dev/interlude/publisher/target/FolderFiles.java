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
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;

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
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) != content.length) {
            return false;
        }
        return Arrays.equals(Files.readAllBytes(file), content);
    }

    boolean exists(String path) {
        return Files.exists(folder.resolve(path), LinkOption.NOFOLLOW_LINKS);
    }

    void write(String path, byte[] content) throws IOException {
        Path file = folder.resolve(path);
        Path above = above(file);
        makeFolders(above);
        Path temporary = Files.createTempFile(above, ".interlude-", ".tmp");
        try {
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                for (ByteBuffer buffer = ByteBuffer.wrap(content); buffer.hasRemaining(); ) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            makeReadable(temporary);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    void rename(String from, String to) throws IOException {
        Files.move(folder.resolve(from), folder.resolve(to), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Deletes a file of ours, and the folders above it that it leaves empty. */
    void delete(String path) throws IOException {
        Path file = folder.resolve(path);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
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
        Files.createDirectories(folder);
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
            }
        }
    }

    /** A temporary file is its owner's alone; a page is for the web server too. */
    private static void makeReadable(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        }
    }
}
