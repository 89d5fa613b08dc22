package dev.interlude.publisher.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code publisher} alone: it only leads to its verbs. */
@Command(
        name = "publisher",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Publishes the maintenance page of an application and tells its users.",
        synopsisSubcommandLabel = "VERB",
        commandListHeading = "%nVerbs:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done, or nothing to do",
            "1:unexpected",
            "2:the command line makes no sense",
            "3:the configuration cannot be used",
            "4:refused by the other side",
            "5:the other side cannot be reached",
            "6:not visible within the time given",
            "7:not a legal move",
            "8:no certificate within the time given"
        },
        footer = {"", "Begin with: publisher init", "See it work on this machine: publisher demo"})
final class PublisherCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a verb is missing");
    }
}
