package dev.interlude.notifier.backplane;

import dev.interlude.protocol.MaintenanceState;
import dev.interlude.protocol.StateCodec;
import dev.interlude.protocol.StateVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Keeps each application's state in a file of its own, in a directory that belongs to one hub at a time. A state is on the
 * disk, its name included, before anyone hears of it.
 */
public final class DiskBackplane implements Backplane {

    private final StateDirectory directory;
    private final DirectoryLock lock;
    private final Map<String, MaintenanceState> states;
    private final Listeners listeners = new Listeners();
    private volatile int setAside;

    private DiskBackplane(
            StateDirectory directory, DirectoryLock lock, Map<String, MaintenanceState> states, int setAside) {
        this.directory = directory;
        this.lock = lock;
        this.states = new ConcurrentHashMap<>(states);
        this.setAside = setAside;
    }

    /**
     * Takes the directory and reads what it holds; it is created where it is missing. Files that hold no state of their
     * application are moved aside, and reported until they are removed.
     *
     * @throws DirectoryLock.Taken if another hub uses it
     * @throws IOException if it cannot be created, read or written
     */
    public static DiskBackplane open(Path path, Clock clock) throws IOException {
        StateDirectory directory = StateDirectory.at(path, clock);
        DirectoryLock lock = DirectoryLock.take(path);
        try {
            Map<String, MaintenanceState> states = directory.load();
            return new DiskBackplane(directory, lock, states, directory.setAside());
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

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
        try {
            directory.write(next.app(), StateCodec.encode(next));
        } catch (IOException e) {
            throw new BackplaneFailure(
                    BackplaneFailure.Kind.DISK,
                    "could not write the state of " + next.app() + ": " + e.getMessage(),
                    e);
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
    public int setAside() {
        return setAside;
    }

    @Override
    public Health health() {
        try {
            setAside = directory.setAside();
            directory.probe();
            return new Health.Well();
        } catch (IOException e) {
            return new Health.Unwell(
                    BackplaneFailure.Kind.DISK, "the data directory cannot be read and written: " + e.getMessage());
        }
    }

    @Override
    public synchronized void close() {
        lock.close();
    }
}
