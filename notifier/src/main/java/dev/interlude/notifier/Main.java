package dev.interlude.notifier;

import dev.interlude.notifier.audit.AuditFile;
import dev.interlude.notifier.backplane.DirectoryLock;
import dev.interlude.notifier.backplane.DiskBackplane;
import dev.interlude.notifier.config.ConfigurationException;
import dev.interlude.notifier.config.LogFormat;
import dev.interlude.notifier.config.Problem;
import dev.interlude.notifier.config.Secrets;
import dev.interlude.notifier.config.Settings;
import dev.interlude.notifier.config.SettingsReader;
import dev.interlude.notifier.hub.Timing;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The hub's command: reads the configuration, starts the hub, stops it when the system asks. */
@Command(
        name = "notifier",
        description = "Keeps the maintenance state of web applications and tells every open tab of it.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        sortOptions = false,
        abbreviateSynopsis = true,
        usageHelpAutoWidth = true)
public final class Main implements Callable<Integer> {

    private static final System.Logger LOG = System.getLogger(Main.class.getName());
    private static final int DONE = 0;
    private static final int USAGE = 2;
    private static final int CONFIGURATION = 3;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    CommandLine.Model.CommandSpec spec;

    @Option(names = "--host", paramLabel = "ADDRESS", description = "Address to listen on. Default: 127.0.0.1")
    List<String> host = List.of();

    @Option(names = "--port", paramLabel = "PORT", description = "Port; 0 takes any that is free. Default: 8080")
    List<String> port = List.of();

    @Option(
            names = "--tls-certificate",
            paramLabel = "FILE",
            description = "PEM file with the certificate and those behind it; with --tls-key the hub speaks TLS")
    List<String> tlsCertificate = List.of();

    @Option(
            names = "--tls-key",
            paramLabel = "FILE",
            description = "PEM file with its private key (PKCS #8, no password)")
    List<String> tlsKey = List.of();

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Where the state is kept; one hub at a time. Default: interlude-data")
    List<String> dataDir = List.of();

    @Option(
            names = "--allowed-origin",
            paramLabel = "ORIGIN",
            description = "Origin whose pages may subscribe, or *; repeatable. Default: the hub's own host only")
    List<String> allowedOrigin = List.of();

    @Option(
            names = "--max-connections",
            paramLabel = "N",
            description = "Most subscribers at once. Default: the limit on open files less 500")
    List<String> maxConnections = List.of();

    @Option(
            names = "--max-connections-per-address",
            paramLabel = "N",
            description = "Most subscribers at once from one address, or one IPv6 /64. Default: 0, no limit")
    List<String> maxConnectionsPerAddress = List.of();

    @Option(
            names = "--max-connection-rate",
            paramLabel = "N",
            description = "Most new subscribers a second. Default: 0, no limit")
    List<String> maxConnectionRate = List.of();

    @Option(
            names = "--trusted-proxy",
            paramLabel = "NETWORK",
            description = "Address or range of a proxy whose X-Forwarded-For is believed; repeatable")
    List<String> trustedProxy = List.of();

    @Option(
            names = "--max-writes-per-minute",
            paramLabel = "N",
            description = "Most changes a minute by one token. Default: 0, no limit")
    List<String> maxWritesPerMinute = List.of();

    @Option(
            names = "--admin-token-file",
            paramLabel = "FILE",
            description = "File with the token of those who write. Default: $" + SettingsReader.TOKEN_VARIABLE
                    + ", else one that the hub makes in its data directory")
    List<String> adminTokenFile = List.of();

    @Option(
            names = "--tokens-file",
            paramLabel = "FILE",
            description = "YAML file that lists tokens by name, digest, scopes and applications")
    List<String> tokensFile = List.of();

    @Option(
            names = "--audit-log",
            paramLabel = "FILE",
            description =
                    "Where every change is noted, one JSON object a line. Default: audit.jsonl in the data directory")
    List<String> auditLog = List.of();

    @Option(
            names = "--reconnect-floor",
            paramLabel = "TIME",
            description = "Least time over which clients spread their reconnects. Default: 40s")
    List<String> reconnectFloor = List.of();

    @Option(
            names = "--spread-floor",
            paramLabel = "TIME",
            description = "Least time over which tabs spread their return to the application. Default: 10s")
    List<String> spreadFloor = List.of();

    @Option(names = "--drain-timeout", paramLabel = "TIME", description = "How long a stop may take. Default: 10s")
    List<String> drainTimeout = List.of();

    @Option(names = "--log-format", paramLabel = "FORMAT", description = "text or json. Default: text")
    List<String> logFormat = List.of();

    @Option(names = "--config", paramLabel = "FILE", description = "YAML file with any of these, by the flags' names")
    List<Path> config = List.of();

    public static void main(String[] arguments) {
        LogLines.in(LogFormat.TEXT);
        CommandLine line = new CommandLine(new Main())
                .setParameterExceptionHandler((mistake, misread) -> Misread.say(mistake, USAGE));
        System.exit(line.execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            return serve(settings());
        } catch (ConfigurationException e) {
            spec.commandLine().getErr().println(e.getMessage());
            boolean onCommandLine = e.problems().stream().map(Problem::path).anyMatch(path -> path.startsWith("--"));
            return onCommandLine ? USAGE : CONFIGURATION;
        }
    }

    private Settings settings() {
        return SettingsReader.read(
                flags(), System.getenv(), config.isEmpty() ? null : config.get(0), OpenFiles::roomForConnections);
    }

    private Map<String, List<String>> flags() {
        return Map.ofEntries(
                Map.entry("host", host),
                Map.entry("port", port),
                Map.entry("tls-certificate", tlsCertificate),
                Map.entry("tls-key", tlsKey),
                Map.entry("data-dir", dataDir),
                Map.entry("allowed-origin", allowedOrigin),
                Map.entry("max-connections", maxConnections),
                Map.entry("max-connections-per-address", maxConnectionsPerAddress),
                Map.entry("max-connection-rate", maxConnectionRate),
                Map.entry("trusted-proxy", trustedProxy),
                Map.entry("max-writes-per-minute", maxWritesPerMinute),
                Map.entry("admin-token-file", adminTokenFile),
                Map.entry("tokens-file", tokensFile),
                Map.entry("audit-log", auditLog),
                Map.entry("reconnect-floor", reconnectFloor),
                Map.entry("spread-floor", spreadFloor),
                Map.entry("drain-timeout", drainTimeout),
                Map.entry("log-format", logFormat));
    }

    private int serve(Settings settings) throws InterruptedException {
        LogLines.in(settings.logFormat());
        Signals signals = Signals.listening();
        try (DiskBackplane backplane = DiskBackplane.open(settings.dataDir(), Clock.systemUTC());
                Assembly hub = start(settings, backplane)) {
            signals.onHangup(() -> reload(hub));
            spec.commandLine().getOut().println("listening on " + hub.address());
            spec.commandLine().getOut().flush();
            signals.awaitStop();
            LOG.log(System.Logger.Level.INFO, "Stopping; a second signal ends it at once");
            hub.drain();
            return DONE;
        } catch (DirectoryLock.Taken e) {
            return refuse(e.getMessage() + "; stop that one, or give this one its own --data-dir");
        } catch (IOException e) {
            return refuse("could not start: " + e.getClass().getSimpleName() + ", " + e.getMessage()
                    + "; look at --host, --port, --data-dir and the files for TLS");
        }
    }

    private static Assembly start(Settings settings, DiskBackplane backplane) throws IOException {
        Clock clock = Clock.systemUTC();
        Assembly.Outside outside = new Assembly.Outside(backplane, new AuditFile(settings.auditLog()), clock);
        return Assembly.start(outside, settings, Secrets.keyring(settings.tokens()), Timing.STANDARD);
    }

    /** On a mistake everything stays as it is, and the log says what is wrong. */
    private synchronized void reload(Assembly hub) {
        try {
            Settings settings = settings();
            hub.adopt(settings, Secrets.keyring(settings.tokens()));
            LOG.log(
                    System.Logger.Level.INFO,
                    "Read the configuration again; host, port, data directory, TLS on or off, the audit log, the limit on writes,"
                            + " trusted proxies, the drain timeout and the log format change with a restart only");
        } catch (ConfigurationException e) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "The configuration was not taken over: {0}",
                    e.problems().stream().map(Problem::toString).collect(Collectors.joining(" | ")));
        } catch (IOException e) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "The configuration was not taken over, because of the files for TLS: {0}",
                    e.getMessage());
        }
    }

    private int refuse(String message) {
        spec.commandLine().getErr().println(message);
        return CONFIGURATION;
    }

    /** The version of the jar. */
    static final class Version implements CommandLine.IVersionProvider {

        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"notifier " + Optional.ofNullable(version).orElse("(not packaged)")};
        }
    }
}
