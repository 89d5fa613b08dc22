package dev.interlude.notifier.http;

import dev.interlude.notifier.admission.Gate;
import dev.interlude.notifier.backplane.Backplane;
import dev.interlude.notifier.backplane.Health;
import java.nio.charset.StandardCharsets;

/**
 * {@code GET /health/live} and {@code /health/ready}. Live fails only where this process should be killed; ready fails as soon
 * as no new client should be sent here.
 */
final class HealthChecks {

    private final Backplane backplane;
    private final Gate gate;

    HealthChecks(Backplane backplane, Gate gate) {
        this.backplane = backplane;
        this.gate = gate;
    }

    Answer live() {
        return answer(200, "live");
    }

    Answer ready() {
        if (gate.isShut()) {
            return answer(503, "draining");
        }
        if (backplane.health() instanceof Health.Unwell unwell) {
            return switch (unwell.kind()) {
                case DISK -> answer(503, "disk");
                // Subscribers are served all the same, and sending them elsewhere would help nobody.
                case AWAY -> answer(200, "degraded");
            };
        }
        return answer(200, "ready");
    }

    private static Answer answer(int status, String word) {
        byte[] body = ("{\"status\":\"" + word + "\"}\n").getBytes(StandardCharsets.UTF_8);
        return Answer.of(status, "application/json", body).with("Cache-Control", "no-store");
    }
}
