package dev.interlude.notifier.http;

import dev.interlude.notifier.admission.Gate;
import dev.interlude.notifier.backplane.Backplane;
import dev.interlude.notifier.backplane.Health;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /health/live} and {@code /health/ready}. Live fails only where this process should be killed; ready fails as soon
 * as no new client should be sent here.
 */
final class HealthChecks {

    private static final long GOOD_FOR_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Backplane backplane;
    private final Gate gate;
    private final Pulse pulse;
    private final LongSupplier nanos;
    private @Nullable Health last;
    private long lookedAt;

    HealthChecks(Backplane backplane, Gate gate, Pulse pulse, LongSupplier nanos) {
        this.backplane = backplane;
        this.gate = gate;
        this.pulse = pulse;
        this.nanos = nanos;
    }

    Answer live() {
        return pulse.beats() ? answer(200, "{\"status\":\"live\"}\n") : answer(503, "{\"status\":\"stuck\"}\n");
    }

    Answer ready() {
        if (gate.isShut()) {
            return readiness(503, "draining");
        }
        if (recentHealth() instanceof Health.Unwell unwell) {
            return switch (unwell.kind()) {
                case DISK -> readiness(503, "disk");
                // Subscribers are served all the same, and sending them elsewhere would help nobody.
                case AWAY -> readiness(200, "degraded");
            };
        }
        return readiness(200, "ready");
    }

    /** One look a second, however many ask: each writes to the disk. */
    private synchronized Health recentHealth() {
        Health known = last;
        if (known == null || nanos.getAsLong() - lookedAt > GOOD_FOR_NANOS) {
            known = backplane.health();
            last = known;
            lookedAt = nanos.getAsLong();
        }
        return known;
    }

    private Answer readiness(int status, String word) {
        return answer(status, "{\"status\":\"" + word + "\",\"setAside\":" + backplane.setAside() + "}\n");
    }

    private static Answer answer(int status, String body) {
        return Answer.of(status, "application/json", body.getBytes(StandardCharsets.UTF_8))
                .with("Cache-Control", "no-store");
    }
}
