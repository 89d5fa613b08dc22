package dev.interlude.notifier.http;

import dev.interlude.notifier.backplane.Backplane;
import dev.interlude.protocol.MaintenanceState;
import dev.interlude.protocol.StateCodec;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/apps/{app}/state}: the state document, for clients that poll and writers that are about to write. */
final class StateReads {

    private final Backplane backplane;

    StateReads(Backplane backplane) {
        this.backplane = backplane;
    }

    /** @param ifNoneMatch the header; null where there is none */
    Answer get(String app, @Nullable String ifNoneMatch) {
        MaintenanceState state = backplane.current(app);
        boolean known = ifNoneMatch != null && EntityTags.in(ifNoneMatch).matchWeakly(state.version());
        Answer answer = known ? Answer.bare(304) : Answer.of(200, "application/json", StateCodec.encode(state));
        // Any page may read it: it is public, and nothing in it depends on who asks.
        return answer.with("ETag", state.version().entityTag())
                .with("Cache-Control", "no-cache")
                .with("Access-Control-Allow-Origin", "*")
                .with("Access-Control-Expose-Headers", "ETag, Date");
    }
}
