package dev.interlude.notifier.stream;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.CloseListener;
import org.glassfish.grizzly.CloseType;
import org.glassfish.grizzly.Closeable;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.filterchain.Filter;
import org.glassfish.grizzly.filterchain.FilterChain;
import org.glassfish.grizzly.filterchain.FilterChainBuilder;
import org.glassfish.grizzly.http.HttpServerFilter;
import org.glassfish.grizzly.nio.NIOConnection;
import org.glassfish.grizzly.utils.IdleTimeoutFilter;

/**
 * Takes a connection out of HTTP. What the HTTP filters keep for a request is more than all that a subscriber needs, and their
 * idle timeout, which ends half-sent requests, would end a stream too.
 */
public final class Departure {

    /**
     * What the kernel keeps for one reader that stalls: far more than a state, far less than the megabytes it would grow to,
     * behind which a reader that stalls looks like one that reads.
     */
    private static final int SEND_BUFFER_BYTES = 64 * 1024;

    private Departure() {}

    /**
     * From now on the connection's bytes go through the transport's own filters, TLS among them, and then the one given. To
     * be called on the thread that reads the connection, once nothing of HTTP is left to be written.
     */
    public static void to(Filter stream, Connection<?> connection) throws IOException {
        connection.configureBlocking(false);
        for (String name : connection.getAttributes().getAttributeNames()) {
            if (!name.equals(IdleTimeoutFilter.IDLE_ATTRIBUTE_NAME) && !isOfTls(name)) {
                connection.getAttributes().removeAttribute(name);
            }
        }
        leaveIdleQueue(connection);
        if (((NIOConnection) connection).getChannel() instanceof SocketChannel socket) {
            socket.setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER_BYTES);
        }
        connection.setProcessor(streamOnly(connection, stream));
    }

    private static boolean isOfTls(String attribute) {
        return attribute.startsWith("org.glassfish.grizzly.ssl.");
    }

    private static FilterChain streamOnly(Connection<?> connection, Filter stream) {
        FilterChain http = (FilterChain) connection.getProcessor();
        FilterChainBuilder builder = FilterChainBuilder.stateless();
        int codec = http.indexOfType(HttpServerFilter.class);
        for (int i = 0; i < codec; i++) {
            if (!(http.get(i) instanceof OfHttp)) {
                builder.add(http.get(i));
            }
        }
        return builder.add(stream).build();
    }

    /**
     * The idle filter queued the connection when it was accepted, and lets go of it only when it is told of the end, which it is
     * not since it is no longer among the filters. Without its record it would take the connection for one that is overdue.
     */
    private static void leaveIdleQueue(Connection<?> connection) {
        FilterChain http = (FilterChain) connection.getProcessor();
        IdleTimeoutFilter idle = (IdleTimeoutFilter) http.get(http.indexOfType(IdleTimeoutFilter.class));
        IdleTimeoutFilter.setCustomTimeout(connection, -1, TimeUnit.MILLISECONDS);
        connection.addCloseListener((CloseListener<Closeable, CloseType>)
                (closed, how) -> idle.getResolver().removeTimeout(connection));
    }
}
