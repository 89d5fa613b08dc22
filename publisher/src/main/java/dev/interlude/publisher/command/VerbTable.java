package dev.interlude.publisher.command;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Puts the verbs under {@code publisher}, and completes each by what holds for all. */
final class VerbTable {

    private final Surroundings surroundings;

    VerbTable(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Adds the verb that the arguments begin with; where they begin with none, all by name and description. */
    CommandLine addTo(CommandLine line, String... args) {
        VerbEntry asked = VerbEntry.of(args);
        if (asked != null) {
            CommandLine made = new CommandLine(asked.command(surroundings));
            describe(made.getCommandSpec(), asked);
            complete(made.getCommandSpec(), asked);
            return line.addSubcommand(made);
        }
        for (VerbEntry entry : VerbEntry.values()) {
            CommandSpec spec = CommandSpec.create();
            describe(spec, entry);
            line.addSubcommand(spec.name(), spec);
        }
        return line;
    }

    private static void describe(CommandSpec spec, VerbEntry entry) {
        spec.name(entry.verb()).usageMessage().description(entry.description());
    }

    /** What holds for every verb is written once. */
    private static void complete(CommandSpec verb, VerbEntry entry) {
        Map<String, String> codes = new TreeMap<>(Comparator.comparing(Integer::valueOf));
        codes.putAll(verb.usageMessage().exitCodeList());
        if (codes.isEmpty()) {
            verb.usageMessage().exitCodeListHeading("%nExit codes:%n");
        }
        PublisherCommand.exitCodes().forEach(codes::putIfAbsent);
        verb.usageMessage().exitCodeList(codes);
        List<String> footer = new ArrayList<>();
        entry.examples().forEach(example -> footer.add("  " + example));
        footer.addAll(List.of(
                "",
                "Environment:",
                "  INTERLUDE_...             any key of the configuration: INTERLUDE_HUB_URL",
                "  NO_COLOR                  no colours"));
        if (verb.findOption("--token-file") != null) {
            footer.addAll(List.of(
                    "  INTERLUDE_GITHUB_TOKEN    GitHub token; else GITHUB_TOKEN, then gh auth token",
                    "  INTERLUDE_GITHUB_APP_KEY  the private key of a GitHub App",
                    "  INTERLUDE_ADMIN_TOKEN     the hub's token"));
        }
        verb.usageMessage().footerHeading("%nExamples:%n").footer(footer.toArray(String[]::new));
    }
}
