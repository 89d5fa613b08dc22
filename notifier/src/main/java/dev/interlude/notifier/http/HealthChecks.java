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
    private final LongSupplier nanos;
    private @Nullable Health last;
    private long lookedAt;

    HealthChecks(Backplane backplane, Gate gate, LongSupplier nanos) {
        this.backplane = backplane;
        this.gate = gate;
        this.nanos = nanos;
    }

    Answer live() {
        return answer(200, "live");
    }

    Answer ready() {
        if (gate.isShut()) {
            return answer(503, "draining");
        }
        if (recentHealth() instanceof Health.Unwell unwell) {
            return switch (unwell.kind()) {
                case DISK -> answer(503, "disk");
                // Subscribers are served all the same, and sending them elsewhere would help nobody.
                case AWAY -> answer(200, "degraded");
            };
        }
        return answer(200, "ready");
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

    private static Answer answer(int status, String word) {
        byte[] body = ("{\"status\":\"" + word + "\"}\n").getBytes(StandardCharsets.UTF_8);
        return Answer.of(status, "application/json", body).with("Cache-Control", "no-store");
    }
}
