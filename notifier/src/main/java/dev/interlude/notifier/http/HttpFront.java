package dev.interlude.notifier.http;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.glassfish.grizzly.asyncqueue.AsyncQueueWriter;
import org.glassfish.grizzly.http.server.AddOn;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.nio.transport.TCPNIOTransportBuilder;
import org.glassfish.grizzly.ssl.SSLEngineConfigurator;
import org.glassfish.grizzly.strategies.SameThreadIOStrategy;
import org.glassfish.grizzly.threadpool.ThreadPoolConfig;

/** The one port that everything is served on. */
public final class HttpFront implements AutoCloseable {

    private static final int MAX_HEADER_BYTES = 8 * 1024;
    private static final int MAX_HEADERS = 50;

    /** After a restart everyone comes back; the kernel caps this by its own limit (net.core.somaxconn). */
    private static final int BACKLOG = 4_096;

    /** How much Grizzly writes at a time; it does not bound what the kernel keeps. */
    private static final int WRITE_BUFFER_BYTES = 64 * 1024;

    private static final int WORKERS = 8;

    private final HttpServer server;
    private final NetworkListener listener;

    private HttpFront(HttpServer server, NetworkListener listener) {
        this.server = server;
        this.listener = listener;
    }

    /**
     * Starts to listen.
     *
     * @param port 0 takes any that is free
     * @param tls what TLS is spoken with; empty: none is
     * @throws IOException if the address cannot be listened on
     */
    public static HttpFront listen(
            String host, int port, Optional<SSLContext> tls, HttpHandler handler, List<AddOn> transports)
            throws IOException {
        NetworkListener listener = new NetworkListener("hub", host, port);
        // Reads are short and never wait, so they stay on the selector's thread, in order for each connection.
        listener.setTransport(TCPNIOTransportBuilder.newInstance()
                .setIOStrategy(SameThreadIOStrategy.getInstance())
                .setWorkerThreadPoolConfig(workers())
                .setReuseAddress(true)
                .setTcpNoDelay(true)
                .setServerConnectionBackLog(BACKLOG)
                .setWriteBufferSize(WRITE_BUFFER_BYTES)
                // Else whoever does not read its answer keeps the thread that writes it.
                .setMaxAsyncWriteQueueSizeInBytes(AsyncQueueWriter.UNLIMITED_SIZE)
                .build());
        listener.setMaxHttpHeaderSize(MAX_HEADER_BYTES);
        listener.setMaxRequestHeaders(MAX_HEADERS);
        // Neither a version nor a product is anyone's business.
        listener.setDefaultErrorPageGenerator((request, status, reason, description, cause) -> "");
        tls.ifPresent(context -> {
            listener.setSecure(true);
            listener.setSSLEngineConfig(new SSLEngineConfigurator(context, false, false, false));
        });
        transports.forEach(listener::registerAddOn);
        HttpServer server = new HttpServer();
        server.addListener(listener);
        server.getServerConfiguration().addHttpHandler(handler, "/");
        server.start();
        return new HttpFront(server, listener);
    }

    public int port() {
        return listener.getPort();
    }

    /** Lets requests under way end within that time, then ends every connection. */
    public void shutdown(Duration grace) {
        try {
            server.shutdown(grace.toMillis(), TimeUnit.MILLISECONDS).get(2 * grace.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            server.shutdownNow();
        } catch (InterruptedException e) {
            server.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    private static ThreadPoolConfig workers() {
        return ThreadPoolConfig.defaultConfig()
                .setPoolName("hub-worker")
                .setCorePoolSize(WORKERS)
                .setMaxPoolSize(WORKERS);
    }
}
