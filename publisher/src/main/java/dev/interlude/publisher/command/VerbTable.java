package dev.interlude.publisher.command;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/**
 * All verbs, in the order in which {@code --help} lists them. Only the one that was asked for is made, since looking
 * into each verb's flags takes longer than all else that {@code --help} does.
 */
final class VerbTable {

    private final Map<Class<?>, Function<Surroundings, ?>> verbs = new LinkedHashMap<>();
    private final Surroundings surroundings;

    VerbTable(Surroundings surroundings) {
        this.surroundings = surroundings;
        verbs.put(InitCommand.class, InitCommand::new);
        verbs.put(RenderCommand.class, RenderCommand::new);
        verbs.put(PreviewCommand.class, PreviewCommand::new);
        verbs.put(PlanCommand.class, PlanCommand::new);
        verbs.put(PublishCommand.class, PublishCommand::new);
        verbs.put(AnnounceCommand.class, AnnounceCommand::new);
        verbs.put(StartCommand.class, StartCommand::new);
        verbs.put(UpdateCommand.class, UpdateCommand::new);
        verbs.put(ExtendCommand.class, ExtendCommand::new);
        verbs.put(CompleteCommand.class, CompleteCommand::new);
        verbs.put(CancelCommand.class, CancelCommand::new);
        verbs.put(StatusCommand.class, StatusCommand::new);
        verbs.put(DemoCommand.class, DemoCommand::new);
    }

    /** Adds the verb that the arguments begin with; where they begin with none, all by name and description. */
    CommandLine addTo(CommandLine line, String... args) {
        for (Map.Entry<Class<?>, Function<Surroundings, ?>> verb : verbs.entrySet()) {
            if (args.length > 0 && described(verb.getKey()).name().equals(args[0])) {
                CommandLine made = new CommandLine(verb.getValue().apply(surroundings));
                complete(made.getCommandSpec());
                return line.addSubcommand(made);
            }
        }
        verbs.keySet().forEach(type -> {
            CommandSpec spec = CommandSpec.create().name(described(type).name());
            spec.usageMessage().description(described(type).description());
            line.addSubcommand(spec.name(), spec);
        });
        return line;
    }

    /** What holds for every verb is written once. */
    private static void complete(CommandSpec verb) {
        Map<String, String> codes = new TreeMap<>(Comparator.comparing(Integer::valueOf));
        codes.putAll(verb.usageMessage().exitCodeList());
        if (codes.isEmpty()) {
            verb.usageMessage().exitCodeListHeading("%nExit codes:%n");
        }
        for (String code : described(PublisherCommand.class).exitCodeList()) {
            String[] parts = code.split(":", 2);
            codes.putIfAbsent(parts[0], parts[1]);
        }
        verb.usageMessage().exitCodeList(codes);
        List<String> footer = new ArrayList<>(List.of(verb.usageMessage().footer()));
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
        verb.usageMessage().footer(footer.toArray(String[]::new));
    }

    private static Command described(Class<?> verb) {
        return Objects.requireNonNull(verb.getAnnotation(Command.class), verb.getName());
    }
}
