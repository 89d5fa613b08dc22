package dev.interlude.publisher.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.interlude.publisher.site.ContentTypes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The application that goes into maintenance: the client's React example and a small API. */
final class SampleApplication implements HttpHandler {

    private static final String EXAMPLE = "/dev/interlude/client/example/";
    private static final String PAGE = "index.html";

    private final Clock clock;
    private volatile Map<String, String> places = Map.of();

    SampleApplication(Clock clock) {
        this.clock = clock;
    }

    /** Tells the front end where hub and page are. */
    void connectTo(String app, String hubUrl, String stateUrl) {
        places = Map.of("app", app, "hub", hubUrl, "state", stateUrl);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        serve(exchange, exchange.getRequestURI().getPath());
    }

    /** Answers as if that path had been asked for. */
    void serve(HttpExchange exchange, String path) throws IOException {
        exchange.getResponseHeaders().set("Cache-Control", "no-cache");
        if (path.startsWith("/api/")) {
            String body = "{\"status\": \"ok\", \"time\": \"" + clock.instant() + "\"}\n";
            LocalServer.answer(exchange, 200, "application/json", body.getBytes(StandardCharsets.UTF_8));
            return;
        }
        String name = path.substring(1);
        byte[] file = name.equals(PAGE) || path.contains("..") ? null : resource(name);
        if (file == null) {
            // As single-page applications do: every other path is one of their routes.
            LocalServer.answer(exchange, 200, ContentTypes.of(PAGE), page());
        } else {
            LocalServer.answer(exchange, 200, ContentTypes.of(name), file);
        }
    }

    private byte[] page() throws IOException {
        byte[] page = resource(PAGE);
        if (page == null) {
            throw new IOException(EXAMPLE + PAGE + " is missing from the jar");
        }
        String text = new String(page, StandardCharsets.UTF_8);
        for (Map.Entry<String, String> place : places.entrySet()) {
            String empty = "<meta name=\"interlude-" + place.getKey() + "\" content=\"";
            text = text.replaceFirst(
                    Pattern.quote(empty) + "[^\"]*", Matcher.quoteReplacement(empty + place.getValue()));
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte @Nullable [] resource(String name) throws IOException {
        if (name.isEmpty() || name.endsWith("/")) {
            return null;
        }
        try (InputStream in = SampleApplication.class.getResourceAsStream(EXAMPLE + name)) {
            return in == null ? null : in.readAllBytes();
        }
    }
}
