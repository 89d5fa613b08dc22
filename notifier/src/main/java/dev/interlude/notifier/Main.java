package dev.interlude.notifier;

import dev.interlude.notifier.backplane.DirectoryLock;
import dev.interlude.notifier.backplane.DiskBackplane;
import dev.interlude.notifier.config.ConfigurationException;
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
            names = "--admin-token-file",
            paramLabel = "FILE",
            description = "File with the token of those who write. Default: $" + SettingsReader.TOKEN_VARIABLE
                    + ", else one that the hub makes in its data directory")
    List<String> adminTokenFile = List.of();

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

    @Option(names = "--config", paramLabel = "FILE", description = "YAML file with any of these, by the flags' names")
    List<Path> config = List.of();

    public static void main(String[] arguments) {
        LogLines.toStandardError();
        System.exit(new CommandLine(new Main()).execute(arguments));
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
                Map.of(
                        "host", host,
                        "port", port,
                        "data-dir", dataDir,
                        "allowed-origin", allowedOrigin,
                        "max-connections", maxConnections,
                        "admin-token-file", adminTokenFile,
                        "reconnect-floor", reconnectFloor,
                        "spread-floor", spreadFloor,
                        "drain-timeout", drainTimeout),
                System.getenv(),
                config.isEmpty() ? null : config.get(0),
                OpenFiles::roomForConnections);
    }

    private int serve(Settings settings) throws InterruptedException {
        StopSignal stop = StopSignal.listening();
        try (DiskBackplane backplane = DiskBackplane.open(settings.dataDir(), Clock.systemUTC());
                Assembly hub = Assembly.start(
                        settings,
                        Secrets.fetch(settings.adminToken()),
                        backplane,
                        Clock.systemUTC(),
                        Timing.STANDARD)) {
            spec.commandLine().getOut().println("listening on " + hub.address());
            spec.commandLine().getOut().flush();
            stop.await();
            LOG.log(System.Logger.Level.INFO, "Stopping; a second signal ends it at once");
            hub.drain();
            return DONE;
        } catch (DirectoryLock.Taken e) {
            return refuse(e.getMessage() + "; stop that one, or give this one its own --data-dir");
        } catch (IOException e) {
            return refuse("could not start: " + e.getMessage() + "; look at --host, --port and --data-dir");
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
