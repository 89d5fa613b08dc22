package dev.interlude.publisher.github;

import dev.interlude.protocol.StateVersion;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The mark by which a page says which state it shows. */
final class Marker {

    private static final Pattern META =
            Pattern.compile("<meta\\s+name=\"interlude-page\"\\s+content=\"(\\d{1,15}\\.\\d{1,16})\"");

    private Marker() {}

    /** The version that the page shows; empty where it bears no mark of ours. */
    static Optional<StateVersion> in(String page) {
        Matcher matcher = META.matcher(page);
        return matcher.find() ? StateVersion.ofEntityTag('"' + matcher.group(1) + '"') : Optional.empty();
    }
}
