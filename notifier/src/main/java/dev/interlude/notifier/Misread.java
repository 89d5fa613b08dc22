package dev.interlude.notifier;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Says what is wrong with a command line, without the help, which would hide it. Of what was not understood the name of an
 * option alone is quoted: behind one that does not exist often stands a secret, and a service's log is read by many.
 */
final class Misread {

    private Misread() {}

    /** Returns the exit code. */
    static int say(ParameterException mistake, int exitCode) {
        CommandLine line = mistake.getCommandLine();
        line.getErr().println("could not read the command line: " + inWords(mistake));
        line.getErr().println("  what to do: see 'notifier --help'");
        return exitCode;
    }

    private static String inWords(ParameterException mistake) {
        if (!(mistake instanceof UnmatchedArgumentException unmatched)) {
            return String.valueOf(mistake.getMessage());
        }
        if (!unmatched.isUnknownOption()) {
            return "there are options and nothing else";
        }
        String name = unmatched.getUnmatched().get(0).split("=", 2)[0];
        String nearest = String.join(", or ", unmatched.getSuggestions());
        return "there is no option " + name + (nearest.isEmpty() ? "" : "; did you mean " + nearest + "?");
    }
}
