package dev.interlude.publisher.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.interlude.publisher.site.ContentTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Serves a folder as GitHub Pages would: 404.html with status 404 for what is not there, and any origin may read. */
final class PublishedFolder implements HttpHandler {

    private final Path folder;

    PublishedFolder(Path folder) {
        this.folder = folder;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring(1);
        Path file = folder.resolve(path.isEmpty() ? "index.html" : path).normalize();
        boolean there = file.startsWith(folder) && Files.isRegularFile(file);
        Path answered = there ? file : folder.resolve("404.html");
        byte[] body = Files.exists(answered) ? Files.readAllBytes(answered) : new byte[0];
        exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
        LocalServer.answer(exchange, there ? 200 : 404, ContentTypes.of(answered.toString()), body);
    }
}
