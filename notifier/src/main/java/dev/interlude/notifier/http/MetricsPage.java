package dev.interlude.notifier.http;

import dev.interlude.notifier.access.Holder;
import dev.interlude.notifier.access.Keyring;
import dev.interlude.notifier.metrics.Meters;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.glassfish.grizzly.http.server.Request;

/** {@code GET /metrics}: for programs on this machine, and for whoever shows a token with the scope {@code read}. */
final class MetricsPage {

    private final Meters meters;
    private final Supplier<Keyring> keys;

    MetricsPage(Meters meters, Supplier<Keyring> keys) {
        this.meters = meters;
        this.keys = keys;
    }

    Answer get(Request request) {
        Optional<Holder> holder = keys.get().holderOf(request.getHeader("Authorization"));
        if (holder.isEmpty() && !isFromHere(request)) {
            return Refusal.UNAUTHORIZED.saying("Ask from the hub's own machine, or show a token with the scope read.");
        }
        if (holder.isPresent() && !holder.get().mayRead()) {
            return Refusal.SCOPE.saying("The token has not the scope read.");
        }
        return Answer.of(200, Meters.CONTENT_TYPE, meters.text().getBytes(StandardCharsets.UTF_8))
                .with("Cache-Control", "no-store");
    }

    /** A proxy on this machine speaks for anyone: what it passed on does not count as being from here. */
    private static boolean isFromHere(Request request) {
        boolean passedOn = Stream.of("X-Forwarded-For", "Forwarded", "Via", "X-Real-IP")
                .anyMatch(header -> request.getHeader(header) != null);
        try {
            return !passedOn && InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
