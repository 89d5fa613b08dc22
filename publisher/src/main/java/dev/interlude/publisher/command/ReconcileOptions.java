package dev.interlude.publisher.command;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags of every verb that talks to the hub and the target. */
final class ReconcileOptions {

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "20m",
            description = "The time for everything, the wait for the page included; default: ${DEFAULT-VALUE}.")
    String timeout = "20m";

    @Option(names = "--no-wait", description = "Do not wait until the page can be seen.")
    boolean noWait;

    @Option(names = "--no-hub", description = "Do not talk to the hub.")
    boolean noHub;

    @Option(names = "--no-site", description = "Do not touch the page.")
    boolean noSite;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "Holds the GitHub token; default: INTERLUDE_GITHUB_TOKEN, GITHUB_TOKEN, then gh auth token.")
    @Nullable
    Path tokenFile;

    @Option(
            names = "--app-key-file",
            paramLabel = "FILE",
            description = "Holds the private key of target.github.app; default: INTERLUDE_GITHUB_APP_KEY.")
    @Nullable
    Path appKeyFile;

    @Option(
            names = "--hub-token-file",
            paramLabel = "FILE",
            description = "Holds the hub's admin token; default: INTERLUDE_ADMIN_TOKEN.")
    @Nullable
    Path hubTokenFile;

    @Option(names = "--take-over", description = "Replace what others left in the branch, the folder or the settings.")
    boolean takeOver;
}
