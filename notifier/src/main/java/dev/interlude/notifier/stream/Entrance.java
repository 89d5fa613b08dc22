package dev.interlude.notifier.stream;

import dev.interlude.notifier.admission.Arrival;
import dev.interlude.notifier.admission.ClientAddresses;
import dev.interlude.notifier.admission.Doorman;
import java.util.Optional;
import org.glassfish.grizzly.CloseListener;
import org.glassfish.grizzly.CloseType;
import org.glassfish.grizzly.Closeable;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.jspecify.annotations.Nullable;

/** Where requests for a stream are let in or refused, while they are still HTTP. Safe for many threads. */
public final class Entrance {

    private static final int FORBIDDEN = 403;
    private static final int UNAVAILABLE = 503;

    private final Doorman doorman;
    private final ClientAddresses addresses;

    public Entrance(Doorman doorman, ClientAddresses addresses) {
        this.doorman = doorman;
        this.addresses = addresses;
    }

    /** Lets the request in, until its connection ends; otherwise it has been refused. */
    public boolean admits(HttpRequestPacket request, FilterChainContext ctx) {
        String forwarded = String.join(",", request.getHeaders().values("X-Forwarded-For"));
        String address = addresses.of(request.getRemoteAddress(), forwarded);
        Arrival arrival = new Arrival(origin(request), request.getHeader("Host"), address);
        Doorman.Decision decision = doorman.admit(arrival);
        if (decision instanceof Doorman.Decision.Admitted admitted) {
            ctx.getConnection().addCloseListener((CloseListener<Closeable, CloseType>)
                    (closed, how) -> admitted.leave().run());
            return true;
        }
        boolean never = decision instanceof Doorman.Decision.Forbidden;
        Refused.with(never ? FORBIDDEN : UNAVAILABLE, ctx, request);
        return false;
    }

    /** What {@code Access-Control-Allow-Origin} is to say to the one who was let in; empty where it need not be said. */
    public Optional<String> sharedWith(HttpRequestPacket request) {
        return doorman.sharedWith(origin(request));
    }

    /** More than one, which no browser sends, are together none that is allowed; null where there is none. */
    private static @Nullable String origin(HttpRequestPacket request) {
        return request.getHeader("Origin") == null
                ? null
                : String.join(",", request.getHeaders().values("Origin"));
    }
}
