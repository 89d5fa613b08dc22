package dev.interlude.publisher.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What stands in front of the application: a load balancer or a CDN, in small. While its switch is on, pages are
 * answered with 503 and the maintenance page, the API with 503 and problem+json; what stands under {@code /_backdoor/}
 * always leads to the application.
 */
final class Edge implements HttpHandler {

    private static final String BACKDOOR = "/_backdoor/";

    private final SampleApplication application;
    private final Path site;
    private volatile boolean on;

    Edge(SampleApplication application, Path site) {
        this.application = application;
        this.site = site;
    }

    void switchOn() {
        on = true;
    }

    void switchOff() {
        on = false;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.startsWith(BACKDOOR)) {
            application.serve(exchange, path.substring(BACKDOOR.length() - 1));
            return;
        }
        if (!on) {
            application.serve(exchange, path);
            return;
        }
        exchange.getResponseHeaders().set("Retry-After", "300");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        if (path.startsWith("/api/")) {
            refuse(exchange, "503.json", "application/problem+json");
        } else {
            refuse(exchange, "index.html", "text/html; charset=utf-8");
        }
    }

    private void refuse(HttpExchange exchange, String file, String contentType) throws IOException {
        LocalServer.answer(exchange, 503, contentType, Files.readAllBytes(site.resolve(file)));
    }
}
