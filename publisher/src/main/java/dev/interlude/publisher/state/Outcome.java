package dev.interlude.publisher.state;

import dev.interlude.protocol.MaintenanceState;
import dev.interlude.publisher.failure.Failure;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a verb.
 *
 * @param state the state that holds now
 * @param hub whether the hub has it
 * @param site whether the page shows it
 * @param url where the page is seen; null where nobody said
 * @param visible how it is known that the page can be seen; null where nobody looked
 * @param warnings what the operator should know
 * @param failure why the page failed after the hub was told, or cannot be seen; null where neither happened
 */
public record Outcome(
        MaintenanceState state,
        HubOutcome hub,
        SiteOutcome site,
        @Nullable URI url,
        @Nullable String visible,
        List<String> warnings,
        @Nullable Failure failure) {

    /** What the hub knows. */
    public enum HubOutcome {
        TOLD,
        ALREADY,
        UNREACHABLE,
        OFF
    }

    /** What the page shows. */
    public enum SiteOutcome {
        PUBLISHED,
        ALREADY,
        FAILED,
        OFF
    }

    public Outcome {
        warnings = List.copyOf(warnings);
    }

    /** This outcome with more for the operator to know. */
    public Outcome warning(List<String> more) {
        List<String> all = new ArrayList<>(warnings);
        all.addAll(more);
        return new Outcome(state, hub, site, url, visible, all, failure);
    }
}
