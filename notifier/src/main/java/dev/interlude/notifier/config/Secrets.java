package dev.interlude.notifier.config;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/** Fetches the admin token from where it is configured to be. */
public final class Secrets {

    private static final System.Logger LOG = System.getLogger(Secrets.class.getName());
    private static final int BYTES = 32;

    private Secrets() {}

    /**
     * The admin token; made and kept first where it is to be and is not there yet.
     *
     * @throws ConfigurationException if its file cannot be read or written, or is empty
     */
    public static String fetch(TokenSource source) {
        if (source instanceof TokenSource.Given given) {
            return given.secret();
        }
        if (source instanceof TokenSource.InFile inFile) {
            return read(inFile.file(), "name a file that this user can read");
        }
        return made(((TokenSource.Made) source).file());
    }

    private static String made(Path file) {
        try {
            create(file);
        } catch (FileAlreadyExistsException e) {
            LOG.log(System.Logger.Level.DEBUG, "The admin token was made before");
        } catch (IOException e) {
            throw problem(file, "cannot be written (" + e.getMessage() + ")", "set " + SettingsReader.TOKEN_VARIABLE);
        }
        LOG.log(System.Logger.Level.INFO, "The admin token is in {0}", file.toAbsolutePath());
        return read(file, "remove it, and a new one is made");
    }

    private static void create(Path file) throws IOException {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(random) + "\n";
        boolean posix = Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix");
        if (posix) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(file);
        }
        Files.writeString(file, secret, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
    }

    private static String read(Path file, String hint) {
        String secret;
        try {
            secret = Files.readString(file).strip();
        } catch (IOException e) {
            throw problem(file, "cannot be read (" + e.getMessage() + ")", hint);
        }
        if (secret.isEmpty()) {
            throw problem(file, "is empty", hint);
        }
        return secret;
    }

    private static ConfigurationException problem(Path file, String message, String hint) {
        return new ConfigurationException(List.of(new Problem("the admin token in " + file, message, hint)));
    }
}
