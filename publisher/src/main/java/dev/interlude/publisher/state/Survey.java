package dev.interlude.publisher.state;

import dev.interlude.protocol.MaintenanceState;
import dev.interlude.publisher.hub.Hub;
import dev.interlude.publisher.state.Finding.Condition;
import dev.interlude.publisher.target.LiveState;
import dev.interlude.publisher.target.Remote;
import dev.interlude.publisher.target.Target;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What each place says at one moment.
 *
 * @param places hub, target, what serves it, and live page, as far as they are configured
 * @param greatest the state that wins; null where no place could be asked
 */
public record Survey(List<Place> places, @Nullable MaintenanceState greatest) {

    /** What a place is to the others. */
    public enum Role {
        HUB,
        TARGET,
        SERVING,
        PAGE
    }

    /**
     * One place, compared with the others.
     *
     * @param name in words, as in {@code hub https://hub.example.com}
     * @param state what it says; null where that could not be found out
     * @param condition how it stands to the greatest state
     * @param detail what was found; empty where the state says it all
     * @param advice what to do; empty where nothing is
     */
    public record Place(
            Role role,
            String name,
            @Nullable MaintenanceState state,
            Condition condition,
            String detail,
            String advice) {}

    public Survey {
        places = List.copyOf(places);
    }

    /**
     * Asks every place; none of them stops the others.
     *
     * @param siteUrl where the page is seen; null where only the target knows
     * @param pages makes the reader of a live page
     */
    public static Survey take(
            String app,
            @Nullable Hub hub,
            @Nullable Target target,
            @Nullable URI siteUrl,
            Function<URI, LiveState> pages) {
        List<Finding> found = new ArrayList<>();
        if (hub != null) {
            found.add(Finding.of(app, hub));
        }
        URI url = siteUrl;
        if (target != null) {
            Remote remote = Finding.add(app, target, found);
            url = url == null && remote != null ? remote.url().orElse(null) : url;
        }
        if (url != null) {
            found.add(Finding.of(app, pages.apply(url)));
        }
        return compare(found);
    }

    /** Whether every place could be asked and all say the same. */
    public boolean agrees() {
        return greatest != null && disagreeing().isEmpty();
    }

    /** The places that keep the others from agreeing. */
    public List<Place> disagreeing() {
        return places.stream()
                .filter(place -> place.condition() != Condition.AGREES && place.condition() != Condition.AHEAD)
                .toList();
    }

    private static Survey compare(List<Finding> found) {
        MaintenanceState greatest = null;
        MaintenanceState published = null;
        for (Finding finding : found) {
            MaintenanceState state = finding.state();
            if (state != null) {
                greatest = greatest == null ? state : greatest.orNewer(state);
                published = finding.role() == Role.TARGET ? state : published;
            }
        }
        List<Place> places = new ArrayList<>();
        for (Finding finding : found) {
            places.add(finding.comparedWith(greatest, published));
        }
        return new Survey(places, greatest);
    }
}
