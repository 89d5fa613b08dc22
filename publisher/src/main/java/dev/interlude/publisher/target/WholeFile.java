package dev.interlude.publisher.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that is there as a whole or as it was before, whatever happens while it is written. */
public final class WholeFile {

    private WholeFile() {}

    /** Writes what is to be in the place of a file into the one given, which is empty. */
    interface Filling {

        void into(Path beside) throws IOException;
    }

    /** Puts it in the place of one that is there; what a link leads to is replaced, and a device or a pipe is written to. */
    public static void write(Path path, byte[] content) throws IOException {
        Path file = Files.exists(path) ? path.toRealPath() : path;
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            Files.write(file, content);
        } else {
            put(file, beside -> Files.write(beside, content));
        }
    }

    /** Puts what is filled in in the place of that file, or of a link of that name. */
    static void put(Path file, Filling filling) throws IOException {
        // Made by its name, unlike a temporary file, so that others may read and write it as far as the umask has it.
        Path beside =
                Files.createFile(file.resolveSibling(".interlude-" + Long.toHexString(System.nanoTime()) + ".tmp"));
        try {
            filling.into(beside);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
    }
}
