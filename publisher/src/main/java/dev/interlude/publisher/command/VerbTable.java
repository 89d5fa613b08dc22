package dev.interlude.publisher.command;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
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
                return line.addSubcommand(verb.getValue().apply(surroundings));
            }
        }
        verbs.keySet().forEach(type -> {
            CommandSpec spec = CommandSpec.create().name(described(type).name());
            spec.usageMessage().description(described(type).description());
            line.addSubcommand(spec.name(), spec);
        });
        return line;
    }

    private static Command described(Class<?> verb) {
        return Objects.requireNonNull(verb.getAnnotation(Command.class), verb.getName());
    }
}
