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

    /** What is missing where the target is new, in words; empty where it is not. Costs no request. */
    default String absence() {
        return "";
    }

    /** Where the site is seen, as the other side says; empty where that is not known yet. */
    Optional<URI> url();

    /** How what was published reaches visitors; empty where the target does nothing about that. Costs no request. */
    default Optional<Serving> serving() {
        return Optional.empty();
    }

    /**
     * What stands between the published files and their visitors.
     *
     * @param name as in {@code GitHub Pages}
     * @param standing what it does, in words
     * @param advice what to do; empty where it does what is wanted
     */
    record Serving(String name, String standing, String advice) {}

    /** What would have to be done so that the target holds that site. Changes nothing. */
    Plan plan(Site site);
}
