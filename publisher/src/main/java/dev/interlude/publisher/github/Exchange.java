package dev.interlude.publisher.github;

import dev.interlude.publisher.http.TooLong;
import dev.interlude.publisher.http.WholeAnswer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.connector.GitHubConnectorRequest;

/**
 * One request on the wire and its answer, whole, within a time. Follows the redirects of repositories that were renamed
 * or moved: with the same method and body, and with the token on the same server only.
 */
final class Exchange implements Wire {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ONE_EXCHANGE = Duration.ofSeconds(30);
    private static final int SLOWEST_BYTES_A_SECOND = 64 * 1024;
    private static final int MOST_REDIRECTS = 3;

    /** A recursive tree is at most 7 MB, a blob that is read back far less. */
    private static final int MAX_ANSWER = 32 * 1024 * 1024;

    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 307, 308);

    /** By the JDK's client, or below; nothing is asked for in a packed form, whose size nobody knows in advance. */
    private static final Set<String> SET_HERE =
            Set.of("host", "content-length", "connection", "expect", "authorization", "accept-encoding", "user-agent");

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    /** How long one exchange may take: some megabytes of a binary file need their time on a slow line. */
    static Duration patience(GitHubConnectorRequest request) {
        int size = request instanceof Call call && call.json() != null
                ? call.json().length()
                : 0;
        return ONE_EXCHANGE.plusSeconds(size / SLOWEST_BYTES_A_SECOND);
    }

    @Override
    public Received send(GitHubConnectorRequest request, AccessToken token, Duration atMost) throws IOException {
        byte[] body = bodyOf(request);
        URI origin = URI.create(request.url().toString());
        URI url = origin;
        for (int hop = 0; ; hop++) {
            HttpResponse<byte[]> answer = WholeAnswer.to(
                    onTheWire(request, url, ApiHost.sameServer(origin, url) ? token : null, body),
                    http,
                    atMost,
                    MAX_ANSWER);
            URI next = nextAfter(answer, url, token);
            boolean mayFollow = hop < MOST_REDIRECTS && (ApiHost.sameServer(url, next) || isRead(request));
            if (next.equals(url) || !mayFollow) {
                return new Received(
                        request, answer.statusCode(), answer.headers().map(), unpacked(answer), hop > 0, token.kind());
            }
            url = next;
        }
    }

    static boolean isRead(GitHubConnectorRequest request) {
        return "GET".equals(request.method()) || "HEAD".equals(request.method());
    }

    /** Where the answer sends us; the same address where it does not, or where that would not be safe. */
    private static URI nextAfter(HttpResponse<byte[]> answer, URI url, AccessToken token) {
        if (!REDIRECTS.contains(answer.statusCode())) {
            return url;
        }
        try {
            URI next = answer.headers().firstValue("Location").map(url::resolve).orElse(url);
            boolean safe = "https".equalsIgnoreCase(next.getScheme())
                    || ("http".equalsIgnoreCase(next.getScheme()) && ApiHost.isLoopback(next));
            // An address that echoes the token would carry it into the logs of whatever is on the way.
            boolean clean = token.maskedIn(next.toString()).equals(next.toString());
            return safe && clean && next.getHost() != null ? next : url;
        } catch (IllegalArgumentException e) {
            return url;
        }
    }

    private static HttpRequest onTheWire(
            GitHubConnectorRequest request, URI url, @Nullable AccessToken token, byte[] body) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(url);
        request.allHeaders().forEach((name, values) -> {
            if (!SET_HERE.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> builder.header(name, value));
            }
        });
        if (token != null) {
            builder.header("Authorization", token.authorization());
        }
        builder.setHeader("User-Agent", "interlude-publisher");
        if (request.hasBody() && request.allHeaders().keySet().stream().noneMatch("Content-Type"::equalsIgnoreCase)) {
            builder.header("Content-Type", "application/json");
        }
        return builder.method(request.method(), publisherOf(request, body)).build();
    }

    /** Some servers pack their answers unasked; what comes out is bounded like what comes in. */
    private static byte[] unpacked(HttpResponse<byte[]> answer) throws IOException {
        String coding = answer.headers().firstValue("Content-Encoding").orElse("identity");
        if (answer.body().length == 0 || "identity".equalsIgnoreCase(coding)) {
            return answer.body();
        }
        if (!"gzip".equalsIgnoreCase(coding)) {
            throw new IOException("the answer is packed in a way that was not asked for");
        }
        try (InputStream gzip = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            byte[] body = gzip.readNBytes(MAX_ANSWER + 1);
            if (body.length > MAX_ANSWER) {
                throw new TooLong(MAX_ANSWER);
            }
            return body;
        }
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
