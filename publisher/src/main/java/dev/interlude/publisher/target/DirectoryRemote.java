package dev.interlude.publisher.target;

import dev.interlude.protocol.MaintenanceState;
import dev.interlude.publisher.failure.Failure;
import dev.interlude.publisher.progress.Sleeper;
import dev.interlude.publisher.site.Site;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A folder as it was when it was read. */
final class DirectoryRemote implements Remote {

    private final String app;
    private final FolderFiles files;
    private final Manifest manifest;
    private final StateFile.Content state;
    private final Clock clock;
    private final Sleeper sleeper;

    DirectoryRemote(
            String app, FolderFiles files, Manifest manifest, StateFile.Content state, Clock clock, Sleeper sleeper) {
        this.app = app;
        this.files = files;
        this.manifest = manifest;
        this.state = state;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    @Override
    public boolean holds(Site site) {
        return changesTo(site).isEmpty();
    }

    @Override
    public MaintenanceState state() {
        return state instanceof StateFile.Content.Ours ours ? ours.state() : MaintenanceState.origin(app);
    }

    @Override
    public Optional<URI> url() {
        return Optional.empty();
    }

    @Override
    public Plan plan(Site site) {
        List<String> warnings = new ArrayList<>();
        if (state instanceof StateFile.Content.Unreadable unreadable) {
            warnings.add("state.json cannot be read and is kept under another name: " + unreadable.reason());
        }
        return new DirectoryPlan(app, files, manifest, state, site, changesTo(site), warnings, clock, sleeper);
    }

    private List<Change> changesTo(Site site) {
        List<Change> changes = new ArrayList<>();
        try {
            for (Map.Entry<String, byte[]> file : site.files().entrySet()) {
                if (!files.holds(file.getKey(), file.getValue())) {
                    boolean there = files.exists(file.getKey());
                    changes.add(new Change(
                            there ? Change.Kind.UPDATE : Change.Kind.CREATE,
                            file.getKey(),
                            file.getValue().length + " bytes"));
                }
            }
            for (String path : manifest.paths()) {
                if (!site.files().containsKey(path) && files.exists(path)) {
                    changes.add(new Change(Change.Kind.DELETE, path, ""));
                }
            }
        } catch (IOException e) {
            throw failure(files, "compare", e);
        }
        return changes;
    }

    static Failure failure(FolderFiles files, String verb, IOException cause) {
        return new Failure(
                        Failure.Kind.REFUSED,
                        verb + " the files in " + files.folder(),
                        cause.getClass().getSimpleName() + ": " + cause.getMessage(),
                        "check the folder's permissions and the room on its disk, and run the same command again")
                .causedBy(cause);
    }
}
