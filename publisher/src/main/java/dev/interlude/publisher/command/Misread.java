package dev.interlude.publisher.command;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Says what is wrong with a command line. What was not understood is quoted as far as it is a name: behind a name that does not
 * exist often stands a secret, and what a pipeline prints is read by many.
 */
final class Misread {

    /** Such as verbs are, and shorter than any token: the hub's have 16 characters at least. */
    private static final Pattern WORD = Pattern.compile("[\\p{L}-]{1,15}");

    private Misread() {}

    static String inWords(ParameterException mistake, String... args) {
        if (mistake instanceof UnmatchedArgumentException unmatched) {
            return inWords(unmatched, args);
        }
        return String.valueOf(mistake.getMessage());
    }

    private static String inWords(UnmatchedArgumentException unmatched, String... args) {
        String first = unmatched.getUnmatched().get(0);
        List<String> nearest = unmatched.getSuggestions();
        String advice = nearest.isEmpty() ? "" : "; did you mean " + String.join(", or ", nearest) + "?";
        if (unmatched.isUnknownOption()) {
            return "there is no option " + first.split("=", 2)[0] + advice;
        }
        boolean verbExpected = unmatched.getCommandLine().getParent() == null;
        String quoted = WORD.matcher(first).matches() ? " '" + first + "'" : "";
        int position = Arrays.asList(args).indexOf(first) + 1;
        return verbExpected
                ? "there is no verb" + quoted + advice
                : "argument " + position + quoted + " is one too many; a text with spaces needs quotes";
    }
}
