package dev.interlude.notifier.backplane;

import dev.interlude.protocol.MaintenanceState;
import dev.interlude.protocol.StateVersion;
import java.util.function.Consumer;

/** Keeps the newest state of every application. Safe for many threads. */
public interface Backplane extends AutoCloseable {

    /** The newest state; the origin state of an application of which nothing is known. Never waits for a disk or a peer. */
    MaintenanceState current(String app);

    /**
     * Stores the state if the version that is stored is still the expected one.
     *
     * @return whether it was stored; once this is true, the state survives the end of this process
     * @throws BackplaneFailure if it could not be stored; the stored state is then what it was
     */
    boolean compareAndSet(StateVersion expected, MaintenanceState next);

    /**
     * Has the listener called after every change, this process's own included. Calls for one application come in the order
     * of its versions; a listener returns quickly and throws nothing.
     */
    void onChange(Consumer<MaintenanceState> listener);

    /** How many stored states could not be read as they are and are kept aside until somebody removes them. Never waits. */
    default int setAside() {
        return 0;
    }

    /** Whether states can be read and stored at this moment; may wait for the disk. */
    Health health();

    /** Gives back what this process holds; nothing that was stored is lost. */
    @Override
    void close();
}
