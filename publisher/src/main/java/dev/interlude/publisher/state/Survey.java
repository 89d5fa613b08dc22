package dev.interlude.publisher.state;

import dev.interlude.protocol.MaintenanceState;
import dev.interlude.publisher.failure.Failure;
import dev.interlude.publisher.hub.Hub;
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
 * @param places hub, target and live page, as far as they are configured
 */
public record Survey(List<Place> places) {

    /**
     * One place.
     *
     * @param name in words, as in {@code hub https://hub.example.com}
     * @param state what it says; null where that could not be found out
     * @param problem why; empty where it could
     */
    public record Place(String name, @Nullable MaintenanceState state, String problem) {}

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
            @Nullable Hub hub, @Nullable Target target, @Nullable URI siteUrl, Function<URI, LiveState> pages) {
        List<Place> places = new ArrayList<>();
        if (hub != null) {
            places.add(ask(hub));
        }
        URI url = siteUrl;
        if (target != null) {
            Remote remote = null;
            try {
                remote = target.read();
                places.add(new Place(target.description(), remote.state(), ""));
            } catch (Failure failure) {
                places.add(new Place(target.description(), null, failure.happened()));
            }
            url = url == null && remote != null ? remote.url().orElse(null) : url;
        }
        if (url != null) {
            places.add(look(pages.apply(url)));
        }
        return new Survey(places);
    }

    /** Whether every place could be asked and all say the same. */
    public boolean agrees() {
        MaintenanceState greatest = greatest();
        return greatest != null
                && places.stream()
                        .allMatch(place -> place.state() != null
                                && place.state().version().equals(greatest.version())
                                && place.state().saysTheSameAs(greatest));
    }

    /** The state that wins; null where no place could be asked. */
    public @Nullable MaintenanceState greatest() {
        MaintenanceState greatest = null;
        for (Place place : places) {
            MaintenanceState state = place.state();
            if (state != null) {
                greatest = greatest == null ? state : greatest.orNewer(state);
            }
        }
        return greatest;
    }

    private static Place ask(Hub hub) {
        try {
            Hub.Reading reading = hub.read();
            return reading instanceof Hub.Reading.Known known
                    ? new Place(hub.description(), known.state(), "")
                    : new Place(
                            hub.description(),
                            null,
                            "cannot be reached: " + ((Hub.Reading.Unreachable) reading).reason());
        } catch (Failure failure) {
            return new Place(hub.description(), null, failure.happened());
        }
    }

    private static Place look(LiveState page) {
        LiveState.Seen seen = page.look();
        return seen instanceof LiveState.Seen.Showing showing
                ? new Place(page.description(), showing.state(), "")
                : new Place(page.description(), null, ((LiveState.Seen.Nothing) seen).reason());
    }
}
