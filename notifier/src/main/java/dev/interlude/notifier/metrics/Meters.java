package dev.interlude.notifier.metrics;

import dev.interlude.notifier.hub.Observer;
import dev.interlude.notifier.limit.Limit;
import dev.interlude.notifier.limit.LimitListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/** The hub's meters. All that can be counted is there from the start, at zero. Safe for many threads. */
public final class Meters implements LimitListener, Observer {

    /** The media type of {@link #text}. */
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<Limit, Counter> limits = new EnumMap<>(Limit.class);
    private final Timer broadcasts;
    private final Counter messages;

    public Meters() {
        for (Limit limit : Limit.values()) {
            limits.put(
                    limit,
                    Counter.builder("interlude.limit.reached")
                            .description("How often a limit was reached")
                            .tag("limit", limit.label())
                            .register(registry));
        }
        this.broadcasts = Timer.builder("interlude.broadcast")
                .description("From a change to the last subscriber it was handed to")
                .serviceLevelObjectives(
                        Duration.ofMillis(1),
                        Duration.ofMillis(10),
                        Duration.ofMillis(100),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(10))
                .register(registry);
        this.messages = Counter.builder("interlude.broadcast.messages")
                .description("Subscribers that changes were handed to")
                .register(registry);
        bindProcess();
    }

    /** Shows a number as it is whenever the meters are read. */
    public void gauge(String name, String description, IntSupplier value) {
        Gauge.builder("interlude." + name, value::getAsInt)
                .description(description)
                .register(registry);
    }

    @Override
    public void reached(Limit limit) {
        Counter counter = limits.get(limit);
        if (counter != null) {
            counter.increment();
        }
    }

    @Override
    public void broadcast(int subscribers, long millis) {
        broadcasts.record(millis, TimeUnit.MILLISECONDS);
        messages.increment(subscribers);
    }

    /** Counts an answer to a write. */
    public void answered(int status) {
        Counter.builder("interlude.state.writes")
                .description("Answers to PUT, by status")
                .tag("status", Integer.toString(status))
                .register(registry)
                .increment();
    }

    /** Everything, in the text format of Prometheus. */
    public String text() {
        return registry.scrape();
    }

    // Bound for as long as the process runs; the garbage collector's meters, which would have to be closed, are left
    // out.
    private void bindProcess() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }
}
