package dev.interlude.notifier.backplane;

import dev.interlude.protocol.MaintenanceState;
import dev.interlude.protocol.StateVersion;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Keeps states in this process only. For tests and trials: a restart forgets them. */
public final class MemoryBackplane implements Backplane {

    private final Map<String, MaintenanceState> states = new ConcurrentHashMap<>();
    private final Listeners listeners = new Listeners();

    @Override
    public MaintenanceState current(String app) {
        MaintenanceState state = states.get(app);
        return state == null ? MaintenanceState.origin(app) : state;
    }

    @Override
    public synchronized boolean compareAndSet(StateVersion expected, MaintenanceState next) {
        if (!current(next.app()).version().equals(expected)) {
            return false;
        }
        states.put(next.app(), next);
        listeners.tell(next);
        return true;
    }

    @Override
    public void onChange(Consumer<MaintenanceState> listener) {
        listeners.add(listener);
    }

    @Override
    public Health health() {
        return new Health.Well();
    }

    @Override
    public void close() {
        states.clear();
    }
}
