package dev.interlude.notifier.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PulseTest {

    private final Queue<Runnable> dispatcher = new ArrayDeque<>();
    private final AtomicLong nanos = new AtomicLong(-5);
    private final Pulse pulse = new Pulse(dispatcher::add, nanos::get);

    @Test
    void beatsWhileTheDispatcherTurns() {
        for (int i = 0; i < 100; i++) {
            nanos.addAndGet(Pulse.EVERY.toNanos());
            pulse.run();
            dispatcher.remove().run();
        }

        assertThat(pulse.beats()).isTrue();
    }

    @Test
    void stopsWithTheDispatcherAndWithTheTimerAndComesBack() {
        nanos.addAndGet(Pulse.PATIENCE.toNanos());
        assertThat(pulse.beats()).isTrue();
        nanos.incrementAndGet();
        assertThat(pulse.beats()).isFalse();

        pulse.run();
        assertThat(pulse.beats()).isFalse();
        dispatcher.remove().run();
        assertThat(pulse.beats()).isTrue();
    }

    @Test
    void dispatcherThatIsStuckIsAskedOnce() {
        pulse.run();
        pulse.run();

        assertThat(dispatcher).hasSize(1);
    }
}
