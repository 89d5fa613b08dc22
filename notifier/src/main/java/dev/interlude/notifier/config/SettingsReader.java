package dev.interlude.notifier.config;

import dev.interlude.notifier.admission.Limits;
import dev.interlude.notifier.admission.Network;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the configuration: a flag wins over the environment, the environment over the file, the file over the default. */
public final class SettingsReader {

    /** The environment variable that holds the admin token itself. */
    public static final String TOKEN_VARIABLE = "INTERLUDE_ADMIN_TOKEN";

    /** The file in the data directory that keeps a token of our own making. */
    public static final String TOKEN_FILE = "admin-token";

    /** The record of changes, in the data directory unless told otherwise. */
    static final String AUDIT_FILE = "audit.jsonl";

    /** Every name that a flag and the file can have. */
    static final List<String> NAMES = List.of(
            "host",
            "port",
            "data-dir",
            "tls-certificate",
            "tls-key",
            "allowed-origin",
            "max-connections",
            "max-connections-per-address",
            "max-connection-rate",
            "trusted-proxy",
            "max-writes-per-minute",
            "admin-token-file",
            "tokens-file",
            "audit-log",
            "reconnect-floor",
            "spread-floor",
            "drain-timeout",
            "log-format");

    private static final Pattern DURATION = Pattern.compile("(\\d{1,6})(ms|s|m|h)");
    private static final int MOST = 10_000_000;

    private final Sources sources;
    private final List<Problem> problems;

    private SettingsReader(Sources sources, List<Problem> problems) {
        this.sources = sources;
        this.problems = problems;
    }

    /**
     * Reads everything, or says everything that is wrong.
     *
     * @param flags values by name, without the dashes
     * @param file the configuration file; null where there is none
     * @param openFileLimit the system's limit on open files, asked only where no limit on connections is set
     * @throws ConfigurationException with all mistakes
     */
    public static Settings read(
            Map<String, List<String>> flags,
            Map<String, String> environment,
            @Nullable Path file,
            IntSupplier openFileLimit) {
        List<Problem> problems = new ArrayList<>();
        Sources sources = new Sources(flags, file == null ? Map.of() : ConfigFile.read(file, NAMES, problems), file);
        try {
            Settings settings = new SettingsReader(sources, problems).settings(environment, openFileLimit);
            if (problems.isEmpty()) {
                return settings;
            }
        } catch (InvalidPathException e) {
            problems.add(new Problem(
                    "the path " + e.getInput(),
                    "has characters that the locale's encoding, " + System.getProperty("sun.jnu.encoding")
                            + ", cannot express",
                    "run it with LC_ALL=C.UTF-8"));
        }
        throw new ConfigurationException(problems);
    }

    private Settings settings(Map<String, String> environment, IntSupplier openFileLimit) {
        Path dataDir = Path.of(text("data-dir", "interlude-data"));
        return new Settings(
                text("host", "127.0.0.1"),
                number("port", 0, 65_535, () -> 8080),
                tls(),
                dataDir,
                origins(),
                limits(openFileLimit),
                number("max-writes-per-minute", 0, MOST, () -> 0),
                tokens(environment.get(TOKEN_VARIABLE), dataDir),
                auditLog(dataDir),
                duration("reconnect-floor", Duration.ofSeconds(40)),
                duration("spread-floor", Duration.ofSeconds(10)),
                duration("drain-timeout", Duration.ofSeconds(10)),
                logFormat());
    }

    private Path auditLog(Path dataDir) {
        Path file = Path.of(text("audit-log", dataDir.resolve(AUDIT_FILE).toString()));
        boolean amongStates = file.toAbsolutePath()
                .normalize()
                .startsWith(dataDir.toAbsolutePath().normalize());
        if (amongStates && file.toString().endsWith(".json")) {
            problems.add(new Problem(
                    sources.all("audit-log").get(0).path(),
                    "would stand among the states, which are *.json",
                    "give it another name, as in audit.jsonl, or another folder"));
        }
        return file;
    }

    private Limits limits(IntSupplier openFileLimit) {
        return new Limits(
                number("max-connections", 1, MOST, openFileLimit),
                number("max-connections-per-address", 0, MOST, () -> 0),
                number("max-connection-rate", 0, MOST, () -> 0),
                proxies());
    }

    private List<Network> proxies() {
        List<Network> proxies = new ArrayList<>();
        for (Sources.Value value : sources.all("trusted-proxy")) {
            Network.of(value.text())
                    .ifPresentOrElse(
                            proxies::add,
                            () -> problems.add(new Problem(
                                    value.path(),
                                    "\"" + value.text() + "\" is no address or range of addresses",
                                    "write it as 10.0.0.5, 10.0.0.0/8 or fd00::/8")));
        }
        return proxies;
    }

    private @Nullable TlsFiles tls() {
        Sources.@Nullable Value certificate = sources.one("tls-certificate", problems);
        Sources.@Nullable Value key = sources.one("tls-key", problems);
        if (certificate != null && key != null) {
            return new TlsFiles(Path.of(certificate.text()), Path.of(key.text()));
        }
        if (certificate != null || key != null) {
            String path = certificate != null
                    ? certificate.path()
                    : Objects.requireNonNull(key).path();
            problems.add(new Problem(path, "stands alone", "give both --tls-certificate and --tls-key"));
        }
        return null;
    }

    private LogFormat logFormat() {
        Sources.@Nullable Value value = sources.one("log-format", problems);
        if (value == null || value.text().equals("text")) {
            return LogFormat.TEXT;
        }
        if (!value.text().equals("json")) {
            problems.add(new Problem(value.path(), "is no such format", "write text or json"));
        }
        return LogFormat.JSON;
    }

    private String text(String name, String otherwise) {
        Sources.@Nullable Value value = sources.one(name, problems);
        if (value == null) {
            return otherwise;
        }
        if (value.text().isBlank()) {
            problems.add(new Problem(value.path(), "is empty", "give a value or leave it out"));
            return otherwise;
        }
        return value.text();
    }

    private int number(String name, int least, int most, IntSupplier otherwise) {
        Sources.@Nullable Value value = sources.one(name, problems);
        if (value == null) {
            return otherwise.getAsInt();
        }
        try {
            int number = Integer.parseInt(value.text());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Reported below, as a number out of range is.
        }
        problems.add(new Problem(
                value.path(),
                "\"" + value.text() + "\" is no such number",
                "give a whole number from " + least + " to " + most));
        return least;
    }

    private Duration duration(String name, Duration otherwise) {
        Sources.@Nullable Value value = sources.one(name, problems);
        if (value == null) {
            return otherwise;
        }
        Matcher matcher = DURATION.matcher(value.text());
        if (!matcher.matches()) {
            problems.add(new Problem(
                    value.path(), "\"" + value.text() + "\" is no duration", "write it as 500ms, 40s, 2m or 1h"));
            return otherwise;
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
    }

    private Set<String> origins() {
        Set<String> origins = new LinkedHashSet<>();
        for (Sources.Value value : sources.all("allowed-origin")) {
            if (value.text().equals("*") || isOrigin(value.text())) {
                origins.add(value.text().toLowerCase(Locale.ROOT));
            } else {
                problems.add(new Problem(
                        value.path(),
                        // A password in it is none of the log's business.
                        "\"" + value.text().replaceAll("//[^/]*@", "//***@") + "\" is no origin",
                        "write scheme and host, and the port where there is one, as in https://shop.example.com"));
            }
        }
        return origins;
    }

    private static boolean isOrigin(String text) {
        try {
            URI uri = URI.create(text);
            String scheme = uri.getScheme();
            boolean web = "https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme);
            return web
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && text.equalsIgnoreCase(scheme + "://" + uri.getRawAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private TokenSources tokens(@Nullable String given, Path dataDir) {
        Sources.@Nullable Value others = sources.one("tokens-file", problems);
        Path listed = others == null ? null : Path.of(others.text());
        return new TokenSources(admin(given, dataDir, listed != null), listed);
    }

    /** One is made only where there would be none at all otherwise. */
    private @Nullable TokenSource admin(@Nullable String given, Path dataDir, boolean thereAreOthers) {
        Sources.@Nullable Value file = sources.one("admin-token-file", problems);
        if (file != null && (file.isFlag() || given == null)) {
            return new TokenSource.InFile(Path.of(file.text()));
        }
        if (given == null) {
            return thereAreOthers ? null : new TokenSource.Made(dataDir.resolve(TOKEN_FILE));
        }
        if (given.strip().length() < Secrets.SHORTEST) {
            problems.add(
                    new Problem(TOKEN_VARIABLE, "is shorter than " + Secrets.SHORTEST + " characters", Secrets.RANDOM));
        } else if (!Secrets.SENDABLE.matcher(given.strip()).matches()) {
            problems.add(new Problem(
                    TOKEN_VARIABLE, "is not one line of at most 512 printable ASCII characters", Secrets.RANDOM));
        }
        return new TokenSource.Given(given.strip());
    }
}
