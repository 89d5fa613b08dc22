package dev.interlude.publisher.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes a file that is there as a whole or as it was before, whatever happens while it is written. */
final class WholeFile {

    private WholeFile() {}

    /** Puts it in the place of one that is there; what a link leads to is replaced, and a device or a pipe is written to. */
    static void write(Path path, byte[] content) throws IOException {
        Path file = Files.exists(path) ? path.toRealPath() : path;
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            Files.write(file, content);
            return;
        }
        // Made by its name, unlike a temporary file, so that others may read it as far as the umask has it.
        Path beside = file.resolveSibling(".interlude-" + Long.toHexString(System.nanoTime()) + ".tmp");
        try {
            Files.write(beside, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
    }
}
