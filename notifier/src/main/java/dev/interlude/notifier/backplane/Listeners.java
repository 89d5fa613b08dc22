package dev.interlude.notifier.backplane;

import dev.interlude.protocol.MaintenanceState;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Those who want to know of changes. */
final class Listeners {

    private final List<Consumer<MaintenanceState>> all = new CopyOnWriteArrayList<>();

    void add(Consumer<MaintenanceState> listener) {
        all.add(listener);
    }

    void tell(MaintenanceState state) {
        all.forEach(listener -> listener.accept(state));
    }
}
