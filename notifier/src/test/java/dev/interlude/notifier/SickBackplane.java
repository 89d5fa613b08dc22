package dev.interlude.notifier;

import dev.interlude.notifier.backplane.Backplane;
import dev.interlude.notifier.backplane.BackplaneFailure;
import dev.interlude.notifier.backplane.Health;
import dev.interlude.protocol.MaintenanceState;
import dev.interlude.protocol.StateVersion;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Stores nothing.
 *
 * @param kind what it says of that; null where it breaks its promise and says nothing that is known
 */
record SickBackplane(BackplaneFailure.@Nullable Kind kind) implements Backplane {

    @Override
    public MaintenanceState current(String app) {
        if (kind == null) {
            throw new IllegalStateException("broken");
        }
        return MaintenanceState.origin(app);
    }

    @Override
    public boolean compareAndSet(StateVersion expected, MaintenanceState next) {
        if (kind == null) {
            throw new IllegalStateException("broken");
        }
        throw new BackplaneFailure(kind, "sick", new IllegalStateException());
    }

    @Override
    public void onChange(Consumer<MaintenanceState> listener) {
        // Nothing changes.
    }

    @Override
    public Health health() {
        if (kind == null) {
            throw new IllegalStateException("broken");
        }
        return new Health.Unwell(kind, "sick");
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
