package dev.interlude.publisher.hub;

import dev.interlude.publisher.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The secret that lets a publisher write to the hub. It is never printed. */
public final class AdminToken {

    static final String VARIABLE = "INTERLUDE_ADMIN_TOKEN";

    private static final Pattern SHAPE = Pattern.compile("[\\x21-\\x7E]{1,512}");

    /** A name that could be the token itself: the hub takes none with fewer characters. */
    private static final Pattern SECRET = Pattern.compile("[\\w=+~-]{16,}");

    private final String value;

    private AdminToken(String value) {
        this.value = value;
    }

    /**
     * The token in that file, else in {@code INTERLUDE_ADMIN_TOKEN}.
     *
     * @throws Failure if there is none, or it is no token
     */
    public static AdminToken find(@Nullable Path file, Map<String, String> environment) {
        String tried = "find the hub's admin token";
        String advice = "put it into " + VARIABLE + " or into a file named by --hub-token-file; "
                + "the hub prints where it keeps its own";
        String found = environment.get(VARIABLE);
        if (file != null) {
            try {
                found = Files.readString(file);
            } catch (IOException e) {
                String named =
                        SECRET.matcher(String.valueOf(file.getFileName())).matches()
                                ? "the file that --hub-token-file names"
                                : file.toString();
                throw new Failure(Failure.Kind.CONFIGURATION, tried, named + " cannot be read", advice).causedBy(e);
            }
        }
        if (found == null || found.isBlank()) {
            throw new Failure(Failure.Kind.CONFIGURATION, tried, "there is none", advice);
        }
        String token = found.strip();
        if (!SHAPE.matcher(token).matches()) {
            throw new Failure(
                    Failure.Kind.CONFIGURATION,
                    tried,
                    "it is not one line of at most 512 printable ASCII characters",
                    "copy the token again, without spaces and quotes");
        }
        return new AdminToken(token);
    }

    String authorization() {
        return "Bearer " + value;
    }

    /** The text with asterisks in place of the token: a proxy may say in its answer what it was asked. */
    String maskedIn(String text) {
        return text.replace(value, "***");
    }

    @Override
    public String toString() {
        return "AdminToken[hidden]";
    }
}
