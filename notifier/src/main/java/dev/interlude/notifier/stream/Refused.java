package dev.interlude.notifier.stream;

import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.HttpResponsePacket;

/** A request for a stream that is refused while it is still HTTP: a status without a body, and the end of the connection. */
public final class Refused {

    private static final int UNAVAILABLE = 503;
    private static final String RETRY_AFTER_SECONDS = "10";

    private Refused() {}

    public static void with(int status, FilterChainContext ctx, HttpRequestPacket request) {
        HttpResponsePacket response = request.getResponse();
        response.setStatus(status);
        response.setContentLength(0);
        response.setHeader("Connection", "close");
        if (status == UNAVAILABLE) {
            response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
        } else if (status == 426) {
            response.setReasonPhrase("Upgrade Required");
            // Past Grizzly's own method, which would take the answer for an upgrade and leave out its length.
            response.getHeaders().setValue("Upgrade").setString("websocket");
            response.setHeader("Sec-WebSocket-Version", "13");
        }
        ctx.write(HttpContent.builder(response).last(true).build());
        ctx.getConnection().closeSilently();
    }
}
