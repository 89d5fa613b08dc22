package dev.interlude.publisher.preview;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.interlude.publisher.failure.Failure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** The preview on a loopback port, until it is closed. */
public final class PreviewServer implements AutoCloseable {

    /** How long a request for changes waits; well below the time after which anything in between would cut it. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    private static final int THREADS = 32;
    private static final String OWN_POLICY =
            "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self';"
                    + " frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

    private final HttpServer server;
    private final ExecutorService threads;
    private final Routing routing;
    private final Watch watch;

    private PreviewServer(HttpServer server, PreviewSource source, Clock clock) {
        this.server = server;
        this.routing = new Routing(source, clock);
        this.watch = new Watch(source);
        this.threads = Executors.newFixedThreadPool(THREADS, work -> {
            Thread thread = new Thread(work, "preview");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Begins to serve.
     *
     * @param port 0 for any that is free
     * @throws Failure where the port is taken
     */
    public static PreviewServer start(int port, PreviewSource source, Clock clock) {
        HttpServer server;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new Failure(
                            Failure.Kind.USAGE,
                            "listen on 127.0.0.1:" + port,
                            String.valueOf(e.getMessage()),
                            "choose another --port, or none")
                    .causedBy(e);
        }
        PreviewServer preview = new PreviewServer(server, source, clock);
        server.setExecutor(preview.threads);
        server.createContext("/", preview::handle);
        server.start();
        return preview;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    @Override
    public void close() {
        watch.close();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = answer(exchange);
            Headers headers = exchange.getResponseHeaders();
            headers.set("Content-Type", answer.contentType());
            headers.set("Cache-Control", "no-store");
            headers.set("X-Content-Type-Options", "nosniff");
            headers.set("Cross-Origin-Resource-Policy", "same-origin");
            boolean shown = exchange.getRequestURI().getPath().matches("/(show|edge)/.*") && answer.status() == 200;
            headers.set("Content-Security-Policy", shown ? "frame-ancestors 'self'" : OWN_POLICY);
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(
                    answer.status(), head || answer.body().length == 0 ? -1 : answer.body().length);
            if (!head && answer.body().length > 0) {
                exchange.getResponseBody().write(answer.body());
            }
        }
    }

    private Answer answer(HttpExchange exchange) {
        String host = String.valueOf(exchange.getRequestHeaders().getFirst("Host"));
        int port = server.getAddress().getPort();
        // A page elsewhere whose name resolves to 127.0.0.1 (DNS rebinding) is another origin to us.
        if (!Set.of("127.0.0.1:" + port, "localhost:" + port).contains(host)) {
            return Answer.text(403, "this preview is at " + url());
        }
        if (!Set.of("GET", "HEAD").contains(exchange.getRequestMethod())) {
            return Answer.text(405, "only GET");
        }
        String path = exchange.getRequestURI().getPath();
        return path.equals("/changes")
                ? changes(exchange.getRequestURI().getQuery())
                : routing.answer("http://" + host, path);
    }

    private Answer changes(@Nullable String query) {
        long known = query != null && query.matches("since=\\d{1,15}") ? Long.parseLong(query.substring(6)) : -1;
        try {
            long changes = watch.awaitMoreThan(known, LONGEST_WAIT);
            return Answer.text(200, Long.toString(changes));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.text(503, "the preview ends");
        }
    }
}
