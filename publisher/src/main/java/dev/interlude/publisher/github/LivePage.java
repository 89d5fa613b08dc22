package dev.interlude.publisher.github;

import dev.interlude.publisher.http.WholeAnswer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Looks at the published page as any visitor does: from outside, without credentials, past every cache. */
final class LivePage {

    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final int MAX_PAGE = 4 * 1024 * 1024;

    private final RandomGenerator random;
    private final RequestTally tally;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(10))
            .followRedirects(HttpClient.Redirect.NORMAL)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    LivePage(RandomGenerator random, RequestTally tally) {
        this.random = random;
        this.tally = tally;
    }

    Sight look(URI url) {
        String bust = "interlude=" + HexFormat.of().toHexDigits(random.nextLong());
        URI fresh = URI.create(url + (url.getRawQuery() == null ? "?" : "&") + bust);
        HttpRequest request = HttpRequest.newBuilder(fresh)
                .header("Cache-Control", "no-cache")
                .header("User-Agent", "interlude-publisher")
                .timeout(LIMIT)
                .build();
        tally.looked();
        try {
            HttpResponse<byte[]> page = WholeAnswer.to(request, http, LIMIT, MAX_PAGE);
            return new Sight.Page(
                    page.statusCode(), new String(page.body(), StandardCharsets.ISO_8859_1), isFromGitHub(page));
        } catch (IOException e) {
            return new Sight.Nothing(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
        }
    }

    private static boolean isFromGitHub(HttpResponse<byte[]> page) {
        return page.headers().firstValue("X-GitHub-Request-Id").isPresent()
                || page.headers()
                        .firstValue("Server")
                        .filter("GitHub.com"::equalsIgnoreCase)
                        .isPresent();
    }

    /** What a visitor saw. */
    sealed interface Sight {

        /** For people, as in "it answers 404". */
        String inWords();

        /** No answer. */
        record Nothing(String reason) implements Sight {
            @Override
            public String inWords() {
                return "it cannot be reached (" + reason + ")";
            }
        }

        /**
         * An answer.
         *
         * @param body one character a byte, so that equal texts are equal bytes
         * @param fromGitHub whether GitHub Pages served it, so that the domain does point there
         */
        record Page(int status, String body, boolean fromGitHub) implements Sight {
            @Override
            public String inWords() {
                return Marker.in(body)
                        .map(version -> "it shows version " + version)
                        .orElse("it answers " + status + " with a page that is not ours");
            }
        }
    }
}
