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

    /** Of the application shop; 45 updates fill what the kernel keeps for a connection soon. */
    static String longDocument(int number) {
        StringBuilder document =
                new StringBuilder("{\"schema\":1,\"app\":\"shop\",\"updatedAt\":\"2026-11-20T22:00:00Z\","
                        + "\"phase\":\"in_progress\",\"notice\":{\"id\":\"window\",\"startsAt\":\"2026-11-20T22:00:00Z\",\"title\":{\"en\":\"words"
                        + " " + number + "\"},\"updates\":[");
        for (int i = 0; i < 45; i++) {
            document.append(i == 0 ? "" : ",")
                    .append("{\"at\":\"2026-11-20T22:00:00Z\",\"text\":{\"en\":\"")
                    .append("x".repeat(480))
                    .append("\"}}");
        }
        return document.append("]}}").toString();
    }
}
