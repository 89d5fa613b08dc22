package dev.interlude.publisher.github;

import dev.interlude.protocol.Decoded;
import dev.interlude.protocol.MaintenanceState;
import dev.interlude.protocol.StateCodec;
import dev.interlude.publisher.site.Site;

/**
 * Says in the branch's history what was published, as in {@code interlude: shop in_progress 1795212000000.43}, and on a
 * line of its own that the commit holds a custom domain. The next run tells by it whether somebody else was here since.
 */
final class CommitMessage {

    private static final String DOMAIN_LINE = "\n\nCNAME: ";

    private CommitMessage() {}

    static String of(String app, Site site) {
        String first = site.file("state.json")
                .map(StateCodec::read)
                .filter(Decoded.Accepted.class::isInstance)
                .map(decoded -> words(((Decoded.Accepted) decoded).state()))
                .orElse(beginning(app));
        return first
                + site.file("CNAME").map(file -> DOMAIN_LINE + Domains.in(file)).orElse("");
    }

    /** Whether a publish of that app made the commit of that message. */
    static boolean isOurs(String app, String message) {
        return message.startsWith(beginning(app) + " ");
    }

    /** Whether a commit of ours with that message holds a {@code CNAME}. */
    static boolean holdsDomain(String message) {
        return message.contains(DOMAIN_LINE);
    }

    private static String words(MaintenanceState state) {
        return beginning(state.app()) + " " + state.phase().wireName() + " " + state.version();
    }

    private static String beginning(String app) {
        return "interlude: " + app;
    }
}
