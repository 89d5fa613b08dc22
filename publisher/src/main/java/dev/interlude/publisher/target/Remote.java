package dev.interlude.publisher.target;

import dev.interlude.protocol.MaintenanceState;
import dev.interlude.publisher.site.Site;
import java.net.URI;
import java.util.Optional;

/** What a target held when it was read. */
public interface Remote {

    /** Whether the target holds exactly that site already; costs no request. */
    boolean holds(Site site);

    /**
     * The state that the target's {@code state.json} holds; the origin state where the target is new. May cost one
     * request, once.
     *
     * @throws dev.interlude.publisher.failure.Failure if there is a {@code state.json} that cannot be read, or one of
     *     another app
     */
    MaintenanceState state();

    /** Where the site is seen, as the other side says; empty where that is not known yet. */
    Optional<URI> url();

    /** What would have to be done so that the target holds that site. Changes nothing. */
    Plan plan(Site site);
}
