package dev.interlude.publisher.github;

import dev.interlude.publisher.http.WholeAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.kohsuke.github.connector.GitHubConnectorRequest;

/**
 * One request on the wire and its answer, whole, within a time. Follows the redirects of repositories that were renamed
 * or moved: with the same method and body, and with the token on the same server only.
 */
final class Exchange implements Wire {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final int MOST_REDIRECTS = 3;

    /** A recursive tree is at most 7 MB, a blob that is read back far less. */
    private static final int MAX_ANSWER = 32 * 1024 * 1024;

    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 307, 308);
    private static final Set<String> NOT_OURS_TO_SET = Set.of("host", "content-length", "connection", "expect");

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    @Override
    public Received send(GitHubConnectorRequest request, Duration atMost) throws IOException {
        byte[] body = bodyOf(request);
        URI origin = URI.create(request.url().toString());
        URI url = origin;
        for (int hop = 0; ; hop++) {
            HttpResponse<byte[]> answer =
                    WholeAnswer.to(onTheWire(request, url, origin, body), http, atMost, MAX_ANSWER);
            URI next = nextAfter(answer, url);
            boolean mayFollow = hop < MOST_REDIRECTS && (ApiHost.sameServer(url, next) || isRead(request));
            if (next.equals(url) || !mayFollow) {
                return new Received(
                        request, answer.statusCode(), answer.headers().map(), answer.body(), hop > 0);
            }
            url = next;
        }
    }

    static boolean isRead(GitHubConnectorRequest request) {
        return "GET".equals(request.method()) || "HEAD".equals(request.method());
    }

    /** Where the answer sends us; the same address where it does not, or where that would be unencrypted. */
    private static URI nextAfter(HttpResponse<byte[]> answer, URI url) {
        if (!REDIRECTS.contains(answer.statusCode())) {
            return url;
        }
        try {
            URI next = answer.headers().firstValue("Location").map(url::resolve).orElse(url);
            boolean safe = "https".equalsIgnoreCase(next.getScheme())
                    || ("http".equalsIgnoreCase(next.getScheme()) && ApiHost.isLoopback(next));
            return safe && next.getHost() != null ? next : url;
        } catch (IllegalArgumentException e) {
            return url;
        }
    }

    private static HttpRequest onTheWire(GitHubConnectorRequest request, URI url, URI origin, byte[] body) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(url);
        boolean sameServer = ApiHost.sameServer(origin, url);
        request.allHeaders().forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!NOT_OURS_TO_SET.contains(lower) && (sameServer || !"authorization".equals(lower))) {
                values.forEach(value -> builder.header(name, value));
            }
        });
        builder.setHeader("User-Agent", "interlude-publisher");
        if (request.hasBody() && request.allHeaders().keySet().stream().noneMatch("Content-Type"::equalsIgnoreCase)) {
            builder.header("Content-Type", "application/json");
        }
        return builder.method(request.method(), publisherOf(request, body)).build();
    }

    private static HttpRequest.BodyPublisher publisherOf(GitHubConnectorRequest request, byte[] body) {
        return request.hasBody() ? HttpRequest.BodyPublishers.ofByteArray(body) : HttpRequest.BodyPublishers.noBody();
    }

    private static byte[] bodyOf(GitHubConnectorRequest request) throws IOException {
        try (InputStream body = request.body()) {
            return body == null ? new byte[0] : body.readAllBytes();
        }
    }
}
