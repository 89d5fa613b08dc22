package dev.interlude.publisher.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags of every verb that reads the configuration. */
final class CommonOptions {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration; default: interlude.yaml in the working directory.")
    @Nullable
    Path config;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Overrides one key of the configuration, as in --set hub.url=https://hub.example.com.")
    Map<String, String> overrides = new LinkedHashMap<>();

    @Option(names = "--json", description = "Print the result as one JSON document.")
    boolean json;

    @Option(
            names = {"-v", "--verbose"},
            description = "Tell every request, with its answer and time.")
    boolean verbose;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;
}
