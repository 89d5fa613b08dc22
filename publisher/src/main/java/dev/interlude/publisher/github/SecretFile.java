package dev.interlude.publisher.github;

import dev.interlude.publisher.failure.Failure;
import dev.interlude.publisher.progress.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.regex.Pattern;

/** Reads a file that holds a secret; nothing that is said about it quotes what is in it. */
final class SecretFile {

    private static final int MOST_BYTES = 16 * 1024;

    /** How GitHub's tokens begin, and keys in PEM; nobody names a file so. */
    private static final Pattern A_SECRET = Pattern.compile("\\bgh[a-z]_|\\bgithub_pat_|-----BEGIN ");

    private final String what;
    private final Path file;
    private final Progress progress;

    /** @param what as in "the GitHub token" */
    SecretFile(String what, Path file, Progress progress) {
        this.what = what;
        this.file = file;
        this.progress = progress;
    }

    /**
     * Its text.
     *
     * @throws Failure CONFIGURATION if it cannot be read, or is no short text
     */
    String text() {
        if (Files.isDirectory(file)) {
            throw unusable("it is a folder");
        }
        try {
            warnWhereEverybodyCanReadIt();
            return StandardCharsets.UTF_8.newDecoder().decode(bytes()).toString();
        } catch (CharacterCodingException e) {
            throw unusable("it is no text");
        } catch (NoSuchFileException e) {
            throw unusable("there is no such file");
        } catch (AccessDeniedException e) {
            throw unusable("this user may not read it");
        } catch (IOException e) {
            throw unusable("it cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    /** Read to a bound and not measured first: a pipe such as {@code <(pass show token)} has no size. */
    private ByteBuffer bytes() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw unusable("it is longer than " + MOST_BYTES / 1024 + " KiB");
            }
            return ByteBuffer.wrap(bytes);
        }
    }

    /** A warning and no refusal: containers often mount their secrets that way, and nobody else is in there. */
    private void warnWhereEverybodyCanReadIt() throws IOException {
        boolean posix = Files.getFileStore(file).supportsFileAttributeView("posix");
        if (posix
                && Files.isRegularFile(file)
                && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
            progress.warning(
                    "every user of this machine can read " + file + ", which holds " + what + ": chmod 600 " + file);
        }
    }

    private Failure unusable(String why) {
        if (A_SECRET.matcher(file.toString()).find()) {
            return new Failure(
                    Failure.Kind.CONFIGURATION,
                    "read " + what + " from a file",
                    "it stands where the name of its file belongs, and whoever can list processes has seen it",
                    "revoke it, and put another one into a file or into the environment");
        }
        return new Failure(
                Failure.Kind.CONFIGURATION,
                "read " + what + " from the file " + file,
                why,
                "name a file that this user can read and that holds only " + what);
    }
}
