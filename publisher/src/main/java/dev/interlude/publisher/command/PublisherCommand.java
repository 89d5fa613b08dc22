package dev.interlude.publisher.command;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * {@code publisher} alone: it only leads to its verbs. Said in code and not in annotations, which would have to be
 * looked for in every run of every verb.
 */
final class PublisherCommand implements Runnable {

    private final CommandSpec spec;

    private PublisherCommand() {
        this.spec = CommandSpec.wrapWithoutInspection(this);
    }

    static CommandSpec spec() {
        CommandSpec spec = new PublisherCommand().spec;
        spec.name("publisher")
                .versionProvider(new Version())
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Show this help message and exit.")
                        .build())
                .addOption(OptionSpec.builder("-V", "--version")
                        .versionHelp(true)
                        .description("Print version information and exit.")
                        .build());
        spec.usageMessage()
                .description("Publishes the maintenance page of an application and tells its users.")
                .synopsisSubcommandLabel("VERB")
                .commandListHeading("%nVerbs:%n")
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(exitCodes())
                .footer("", "Begin with: publisher init", "See it work on this machine: publisher demo");
        return spec;
    }

    /** What every verb's exit code says, by the code. */
    static Map<String, String> exitCodes() {
        Map<String, String> codes = new LinkedHashMap<>();
        codes.put("0", "done, or nothing to do");
        codes.put("1", "unexpected");
        codes.put("2", "the command line makes no sense");
        codes.put("3", "the configuration cannot be used");
        codes.put("4", "refused by the other side");
        codes.put("5", "the other side cannot be reached");
        codes.put("6", "not visible within the time given");
        codes.put("7", "not a legal move");
        codes.put("8", "no certificate within the time given");
        return codes;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a verb is missing");
    }
}
