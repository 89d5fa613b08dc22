package dev.interlude.publisher.command;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * All verbs, in the order in which {@code --help} lists them, with what it says of each. A verb's class, and picocli's
 * look into its flags, would take longer than all else that {@code --help} does; so none is loaded that was not asked for.
 */
public enum VerbEntry {
    INIT("Writes a commented interlude.yaml and says what to do next.", "publisher init --app shop"),
    RENDER(
            "Renders the page, and what the switches answer, into a folder; needs no network and no account.",
            "publisher render --out preview",
            "publisher render --out preview --state state.json"),
    PREVIEW(
            "Serves the page on this machine in every phase, language, theme and width, and shows every change"
                    + " of templates, logo, configuration and state. Needs no network and no account; Ctrl-C ends it.",
            "publisher preview",
            "publisher preview --port 8090 --state state.json"),
    PLAN(
            "Shows what publish would change, and every request that it would make; changes nothing.\n"
                    + "The list of requests comes from the code that publishes, run against an imitation of the other side.",
            "publisher plan",
            "publisher plan --out maintenance.plan",
            "publisher publish --plan maintenance.plan"),
    PUBLISH(
            "Makes the page, GitHub Pages and the hub agree on the state that holds, and waits until the page can be "
                    + "seen. The phase stays as it is: safe to run after every deployment.",
            "publisher publish",
            "publisher publish --no-wait --json",
            "publisher publish --plan maintenance.plan"),
    ANNOUNCE(
            "Announces a window, or moves and rewords the one that is announced. A time has its zone "
                    + "(2026-11-20T22:00Z, 2026-11-20T23:00+01:00) or counts from now (+30m).",
            "publisher announce --starts-at +30m --for 30m",
            "publisher announce --starts-at 2026-11-20T22:00Z --for 30m --title Upgrade",
            "publisher announce --notice notice.json"),
    START(
            "The maintenance begins: the announced window, or, where nothing was announced, an incident with the "
                    + "default texts. Traffic is moved by the switch, not by this.",
            "publisher start"),
    UPDATE(
            "Adds an entry to the timeline of the notice; does not wait for the page.",
            "publisher update \"Half done.\"",
            "publisher update \"Half done.\" \"de=Halb fertig.\""),
    EXTEND(
            "Moves the end of the window to a later time; does not wait for the page.",
            "publisher extend --for 20m",
            "publisher extend --ends-at 2026-11-20T23:00Z"),
    COMPLETE(
            "The maintenance is over: people are brought back. Run it after the switch has moved the traffic.",
            "publisher complete"),
    CANCEL("The announced window will not happen: the notice is taken back.", "publisher cancel"),
    STATUS(
            "Shows the state, where it was read, and whether all places agree.",
            "publisher status",
            "publisher status --exit-code",
            "publisher status --watch --interval 10s"),
    DEMO(
            "Shows the whole story on this machine: a hub, a sample application, a page and a switch. Needs "
                    + "no account and no configuration.",
            "publisher demo",
            "publisher demo --once");

    private final String description;

    @SuppressWarnings("ImmutableEnumChecker") // of List.of
    private final List<String> examples;

    VerbEntry(String description, String... examples) {
        this.description = description;
        this.examples = List.of(examples);
    }

    /** The verb that those arguments begin with; null where they begin with none. */
    static @Nullable VerbEntry of(String... args) {
        for (VerbEntry entry : values()) {
            if (args.length > 0 && entry.verb().equals(args[0])) {
                return entry;
            }
        }
        return null;
    }

    /** Whether that command line will need pages, and with them the template engine. */
    public static boolean isToRender(String... args) {
        VerbEntry verb = of(args);
        List<String> words = List.of(args);
        return verb != null
                && !List.of(INIT, STATUS, DEMO).contains(verb)
                && !words.contains("--help")
                && !words.contains("-h");
    }

    /** As it is typed. */
    String verb() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** One or more paragraphs; lists show the first. */
    String[] description() {
        return description.split("\n", -1);
    }

    /** Command lines that do something. */
    List<String> examples() {
        return examples;
    }

    /** The object that picocli reads flags into. */
    Object command(Surroundings surroundings) {
        return switch (this) {
            case INIT -> new InitCommand(surroundings);
            case RENDER -> new RenderCommand(surroundings);
            case PREVIEW -> new PreviewCommand(surroundings);
            case PLAN -> new PlanCommand(surroundings);
            case PUBLISH -> new PublishCommand(surroundings);
            case ANNOUNCE -> new AnnounceCommand(surroundings);
            case START -> new StartCommand(surroundings);
            case UPDATE -> new UpdateCommand(surroundings);
            case EXTEND -> new ExtendCommand(surroundings);
            case COMPLETE -> new CompleteCommand(surroundings);
            case CANCEL -> new CancelCommand(surroundings);
            case STATUS -> new StatusCommand(surroundings);
            case DEMO -> new DemoCommand(surroundings);
        };
    }
}
