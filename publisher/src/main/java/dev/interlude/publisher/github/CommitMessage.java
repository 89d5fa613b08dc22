package dev.interlude.publisher.github;

import dev.interlude.protocol.Decoded;
import dev.interlude.protocol.MaintenanceState;
import dev.interlude.protocol.StateCodec;
import dev.interlude.publisher.site.Site;

/** Says in the branch's history what was published, as in {@code interlude: shop in_progress 1795212000000.43}. */
final class CommitMessage {

    private CommitMessage() {}

    static String of(String app, Site site) {
        return site.file("state.json")
                .map(StateCodec::read)
                .filter(Decoded.Accepted.class::isInstance)
                .map(decoded -> words(((Decoded.Accepted) decoded).state()))
                .orElse("interlude: " + app);
    }

    private static String words(MaintenanceState state) {
        return "interlude: " + state.app() + " " + state.phase().wireName() + " " + state.version();
    }
}
