package dev.interlude.publisher.preview;

import dev.interlude.protocol.MaintenanceState;
import dev.interlude.publisher.site.SiteSettings;
import java.nio.file.Path;
import java.util.List;

/** Where the preview reads what it shows, anew whenever it is asked. Called from many threads. */
public interface PreviewSource {

    /**
     * Reads configuration and state.
     *
     * @throws dev.interlude.publisher.failure.Failure where a file cannot be used
     * @throws dev.interlude.publisher.failure.ProblemsFound where the configuration has mistakes
     */
    Material read();

    /** Files and folders whose change shows; those of the last configuration without mistakes. Never fails. */
    List<Path> watched();

    /**
     * What is shown.
     *
     * @param settings all that the site depends on beside the state
     * @param state the state that holds
     */
    record Material(SiteSettings settings, MaintenanceState state) {}
}
