package dev.interlude.notifier;

import dev.interlude.protocol.MaintenanceState;
import dev.interlude.protocol.Notice;
import dev.interlude.protocol.Phase;
import dev.interlude.protocol.StateCodec;
import dev.interlude.protocol.StateVersion;
import dev.interlude.protocol.Texts;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** States as a writer sends them. */
final class States {

    private static final Instant THEN = Instant.parse("2026-11-20T22:00:00Z");

    private States() {}

    static MaintenanceState inProgress(String app, String title) {
        Notice notice = Notice.of("window", THEN, Texts.of("en", title));
        return new MaintenanceState(app, StateVersion.ORIGIN, THEN, Phase.IN_PROGRESS, notice);
    }

    static String document(MaintenanceState state) {
        return new String(StateCodec.encode(state), StandardCharsets.UTF_8);
    }

    static String inProgressDocument(String app, String title) {
        return document(inProgress(app, title));
    }
}
