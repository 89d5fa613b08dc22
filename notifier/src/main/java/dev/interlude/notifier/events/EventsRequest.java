package dev.interlude.notifier.events;

import dev.interlude.protocol.MaintenanceState;
import dev.interlude.protocol.StateVersion;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.Method;

/**
 * A request for the events of an application.
 *
 * @param isSound whether it is well-formed otherwise
 * @param wantsHead whether the head of the answer is all that is wanted
 */
record EventsRequest(String app, boolean isSound, boolean wantsHead) {

    private static final Pattern PATH = Pattern.compile("/v1/apps/([^/]+)/events");

    /** Empty for a request that wants something else. */
    static Optional<EventsRequest> in(HttpRequestPacket request) {
        Matcher path = PATH.matcher(request.getRequestURI());
        boolean wantsHead = Method.HEAD.equals(request.getMethod());
        boolean isRead = wantsHead || Method.GET.equals(request.getMethod());
        if (!isRead || !path.matches() || !MaintenanceState.isAppName(path.group(1))) {
            return Optional.empty();
        }
        boolean bare = request.getContentLength() <= 0 && request.getHeader("Transfer-Encoding") == null;
        return Optional.of(new EventsRequest(path.group(1), bare, wantsHead));
    }

    /** The version that the client has seen, as the last event's id names it; empty where none of ours is named. */
    static Optional<StateVersion> seenBy(HttpRequestPacket request) {
        String id = request.getHeader("Last-Event-ID");
        return id == null ? Optional.empty() : StateVersion.ofEntityTag('"' + id + '"');
    }
}
