package dev.interlude.publisher.state;

import dev.interlude.protocol.MaintenanceState;
import dev.interlude.publisher.failure.Failure;
import dev.interlude.publisher.hub.Hub;
import dev.interlude.publisher.state.Survey.Place;
import dev.interlude.publisher.state.Survey.Role;
import dev.interlude.publisher.target.LiveState;
import dev.interlude.publisher.target.Remote;
import dev.interlude.publisher.target.Target;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one place was found to be, before it is compared with the others.
 *
 * @param state what it says; null where that could not be found out
 * @param condition why not; {@code AGREES} where it could
 */
public record Finding(
        Role role, String name, @Nullable MaintenanceState state, Condition condition, String detail, String advice) {

    private static final String PUBLISH = "run publisher publish";

    /** How a place stands to the greatest state there is. */
    public enum Condition {
        AGREES,
        /** It holds the greatest state, and what is published does not. */
        AHEAD,
        BEHIND,
        /** The same version, and another content. */
        DIFFERS,
        UNREACHABLE,
        /** The other side answered, and refused. */
        REFUSED,
        OTHER_APP,
        /** Something answered that is no state. */
        NO_STATE,
        MISSING
    }

    static Finding of(String app, Hub hub) {
        String name = hub.description();
        try {
            Hub.Reading reading = hub.read();
            return reading instanceof Hub.Reading.Unreachable unreachable
                    ? new Finding(
                            Role.HUB,
                            name,
                            null,
                            Condition.UNREACHABLE,
                            "cannot be reached: " + unreachable.reason(),
                            "look at the notifier and its proxy; tabs keep what they hold, and publish goes on without it")
                    : known(app, Role.HUB, name, ((Hub.Reading.Known) reading).state());
        } catch (Failure failure) {
            return failed(Role.HUB, name, failure);
        }
    }

    /** Adds the target and what serves it; returns what was read, null where it could not be. */
    static @Nullable Remote add(String app, Target target, List<Finding> found) {
        String name = target.description();
        Remote remote;
        try {
            remote = target.read();
            found.add(known(app, Role.TARGET, name, remote.state()).with(remote.absence()));
        } catch (Failure failure) {
            found.add(failed(Role.TARGET, name, failure));
            return null;
        }
        remote.serving()
                .ifPresent(serving -> found.add(new Finding(
                        Role.SERVING,
                        serving.name(),
                        null,
                        serving.advice().isEmpty() ? Condition.AGREES : Condition.DIFFERS,
                        serving.standing(),
                        serving.advice())));
        return remote;
    }

    static Finding of(String app, LiveState page) {
        String name = page.description();
        LiveState.Seen seen = page.look();
        if (seen instanceof LiveState.Seen.Showing showing) {
            return known(app, Role.PAGE, name, showing.state());
        }
        LiveState.Seen.Nothing nothing = (LiveState.Seen.Nothing) seen;
        return switch (nothing.how()) {
            case NOT_AT_ALL ->
                new Finding(
                        Role.PAGE,
                        name,
                        null,
                        Condition.UNREACHABLE,
                        nothing.reason(),
                        "check the network, and the DNS records and certificate of that host");
            case NOT_FOUND -> new Finding(Role.PAGE, name, null, Condition.MISSING, nothing.reason(), PUBLISH);
            case SOMETHING_ELSE ->
                new Finding(
                        Role.PAGE,
                        name,
                        null,
                        Condition.NO_STATE,
                        nothing.reason(),
                        "something else is served there: check site.url and where its DNS record points");
        };
    }

    private static Finding known(String app, Role role, String name, MaintenanceState state) {
        return state.app().equals(app)
                ? new Finding(role, name, state, Condition.AGREES, "", "")
                : new Finding(
                        role,
                        name,
                        null,
                        Condition.OTHER_APP,
                        "belongs to the app " + state.app(),
                        "check its address in interlude.yaml, or set app: " + state.app());
    }

    private static Finding failed(Role role, String name, Failure failure) {
        Condition condition = failure.kind() == Failure.Kind.UNREACHABLE ? Condition.UNREACHABLE : Condition.REFUSED;
        return new Finding(role, name, null, condition, failure.happened(), failure.advice());
    }

    /**
     * How it stands to the others.
     *
     * @param greatest the greatest state that any place holds; null where none does
     * @param published the state that the target holds; null where that is not known
     */
    Place comparedWith(@Nullable MaintenanceState greatest, @Nullable MaintenanceState published) {
        if (state == null || greatest == null) {
            return new Place(role, name, null, condition, detail, advice);
        }
        if (greatest.version().isNewerThan(state.version())) {
            return new Place(role, name, state, Condition.BEHIND, "is behind", adviceBehind(greatest, published));
        }
        if (!state.saysTheSameAs(greatest)) {
            return new Place(
                    role,
                    name,
                    state,
                    Condition.DIFFERS,
                    "says something else under the same version",
                    "somebody wrote a file by hand: make a move (update, or announce), which begins a newer version");
        }
        boolean ahead = published != null && state.version().isNewerThan(published.version());
        return new Place(
                role, name, state, ahead ? Condition.AHEAD : Condition.AGREES, ahead ? "is ahead" : detail, "");
    }

    private Finding with(String more) {
        return more.isEmpty() ? this : new Finding(role, name, state, condition, more, advice);
    }

    /** A page may lag a while; all else is mended by publishing. */
    private String adviceBehind(MaintenanceState greatest, @Nullable MaintenanceState published) {
        boolean onlyThePage =
                role == Role.PAGE && published != null && published.version().equals(greatest.version());
        return onlyThePage
                ? "wait for GitHub's build and caches (up to 10 minutes), or " + PUBLISH + ", which waits and looks"
                : PUBLISH;
    }
}
