package dev.interlude.notifier.http;

import dev.interlude.notifier.admission.Rate;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** How often each holder of a token may write. There are as many as the keyring ever had. Safe for many threads. */
final class WriteRates {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final int perMinute;
    private final LongSupplier nanos;
    private final Map<String, Rate> rates = new ConcurrentHashMap<>();

    /** @param perMinute 0: no limit */
    WriteRates(int perMinute, LongSupplier nanos) {
        this.perMinute = perMinute;
        this.nanos = nanos;
    }

    boolean pass(Writer writer) {
        return rates.computeIfAbsent(writer.holder().name(), name -> new Rate(perMinute, MINUTE, nanos))
                .pass();
    }
}
