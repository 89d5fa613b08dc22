package dev.interlude.notifier.config;

import dev.interlude.notifier.access.Digest;
import dev.interlude.notifier.access.Holder;
import dev.interlude.notifier.access.Keyring;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** Fetches the tokens from where they are configured to be. */
public final class Secrets {

    private static final System.Logger LOG = System.getLogger(Secrets.class.getName());
    private static final int BYTES = 32;
    static final String RANDOM = "use a random one, as from: openssl rand -base64 32";
    static final String ADMIN = "admin";

    /** Shorter ones could be guessed. */
    static final int SHORTEST = 16;

    /** What a publisher can send. */
    static final Pattern SENDABLE = Pattern.compile("[\\x21-\\x7E]{1,512}");

    private static final Pattern LIKE_A_TOKEN = Pattern.compile("[\\w=+~-]{" + SHORTEST + ",}");

    private Secrets() {}

    /**
     * Every token that is good; the one of our own making is made and kept first where it is not there yet.
     *
     * @throws ConfigurationException if a file cannot be read or written, or what stands in it is no token
     */
    public static Keyring keyring(TokenSources sources) {
        List<Problem> problems = new ArrayList<>();
        List<Keyring.Key> keys = new ArrayList<>();
        if (sources.others() != null) {
            keys.addAll(TokensFile.read(sources.others(), problems));
        }
        if (sources.admin() != null) {
            keys.add(new Keyring.Key(Digest.of(fetch(sources.admin())), Holder.ofEverything(ADMIN)));
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return Keyring.of(keys);
    }

    /** The admin token; made and kept first where it is to be and is not there yet. */
    static String fetch(TokenSource source) {
        if (source instanceof TokenSource.Given given) {
            return given.secret();
        }
        if (source instanceof TokenSource.InFile inFile) {
            return read(inFile.file(), "name a file that this user can read and that holds the token");
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
            throw problem(file, "cannot be read (" + e.getClass().getSimpleName() + ")", hint);
        }
        if (secret.isEmpty()) {
            throw problem(file, "is empty", hint);
        }
        if (secret.length() < SHORTEST) {
            throw problem(file, "is shorter than " + SHORTEST + " characters", RANDOM);
        }
        if (!SENDABLE.matcher(secret).matches()) {
            throw problem(file, "is not one line of at most 512 printable ASCII characters", RANDOM);
        }
        return secret;
    }

    private static ConfigurationException problem(Path file, String message, String hint) {
        // Whoever gives the token itself in the place of its file's name is not to find it in the log.
        boolean hidden =
                LIKE_A_TOKEN.matcher(String.valueOf(file.getFileName())).matches();
        String place = hidden ? "the admin token in its file" : "the admin token in " + file;
        return new ConfigurationException(List.of(new Problem(place, message, hint)));
    }
}
