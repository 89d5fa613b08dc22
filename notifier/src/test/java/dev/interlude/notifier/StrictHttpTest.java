package dev.interlude.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlude.notifier.limit.Limit;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a server refuses before it looks at a path, on real sockets. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class StrictHttpTest {

    private final RunningHub hub = RunningHub.start();

    @AfterEach
    void stop() {
        hub.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST / HTTP/1.1~Host: a~Content-Length: 6~Transfer-Encoding: chunked~~0~~GET | 400 Bad Request",
                "PUT /v1/apps/shop/state HTTP/1.1~Host: a~Content-Length: 1~Content-Length: 2~~x | 400 Bad Request",
                "GET /health/live HTTP/1.1~Host: a~Host: b~~ | 400 Bad Request",
                "GET /health/live HTTP/1.1~~ | 400 Bad Request",
                "GET /health/live HTTP/1.1~Host: a~X: b~ c~~ | 400 Bad Request",
                "GET /health/live HTTP/1.1~Host: a~Transfer-Encoding: gzip~~ | 501 Not Implemented",
                "GET /health/live HTTP/3.0~Host: a~~ | 505 HTTP Version Not Supported",
                "HELO mail.example.com~ | 400 Bad Request",
                "GET /health/live HTTP/1.1~Host : a~~ | 400 Bad Request",
                "GET /health/live HTTP/1.1~Host: a/b~~ | 400 Bad Request",
                "GET health HTTP/1.1~Host: a~~ | 400 Bad Request",
                "GET a:443 HTTP/1.1~Host: a~~ | 400 Bad Request",
                "CONNECT a:443 HTTP/1.1~Host: a~~GET /health/live HTTP/1.1~Host: a~~ | 501 Not Implemented",
                "PUT /v1/apps/shop/state HTTP/1.1~Host: a~Content-Length: 1, 1~~x | 400 Bad Request",
                "PUT /v1/apps/shop/state HTTP/1.1~Host: a~Content-Length: +1~~x | 400 Bad Request",
                "PUT /v1/apps/shop/state HTTP/1.0~Transfer-Encoding: chunked~~0~~ | 400 Bad Request",
                "PUT /v1/apps/shop/state HTTP/1.1~Host: a~Transfer-Encoding: xchunked~~0~~ | 400 Bad Request",
                "PUT /v1/apps/shop/state HTTP/1.1~Host: a~Transfer-Encoding:\u000Bchunked~~0~~ | 400 Bad Request",
                "GET /health/live HTTP/1.1~Host: a~X: a\u0000b~~ | 400 Bad Request",
                "GET /health/live HTTP/1.1~Host: a^~ | 400 Bad Request",
                "GET /health/live HTTP/1.1^Host: a^^ | 400 Bad Request",
                "~~GET /health/live HTTP/1.1~Host: a~~ | 400 Bad Request",
                "PRI * HTTP/2.0~~SM~~ | 505 HTTP Version Not Supported"
            })
    void ambiguousRequestIsRefusedAndItsConnectionEnds(String request, String status) throws IOException {
        try (RawClient client = new RawClient(hub.port())) {
            client.send(request.replace("~", "\r\n").replace("^", "\n"));

            assertThat(client.readHead())
                    .isEqualTo("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            client.readToEnd();
        }
    }

    /** The body is read to its end and no further, so that the second request is answered as what it is. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Content-Length: 2                  | {}",
                "Transfer-Encoding: chunked         | 2~{}~0~~",
                "Transfer-Encoding: Chunked         | 2;x=y~{}~0;z~~",
                "Transfer-Encoding: chunked         | 0002~{}~000~~",
                "Transfer-Encoding: chunked         | 1~{~1~}~0~Content-Length: 99~Host: b~~"
            })
    void whatFollowsABodyIsTheNextRequest(String header, String body) throws IOException {
        String write = "PUT /v1/apps/shop/state HTTP/1.1~Host: a~If-Match: *~Authorization: Bearer " + RunningHub.SECRET
                + "~" + header + "~~" + body;
        try (RawClient client = new RawClient(hub.port())) {
            client.send((write + "GET /nowhere HTTP/1.1~Host: a~~").replace("~", "\r\n"));

            String refused = client.readHead();
            assertThat(refused).startsWith("HTTP/1.1 422 ");
            client.skip(Integer.parseInt(refused.replaceFirst("(?s).*Content-Length: (\\d+).*", "$1")));
            assertThat(client.readHead()).startsWith("HTTP/1.1 404 ");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "~GET /health/live HTTP/1.1~Host: a~~ | 200",
                "GET /health/live HTTP/1.0~~ | 200",
                "GET http://elsewhere:1/health/live?x HTTP/1.1~host:~~ | 200",
                "HEAD /health/live HTTP/1.1~HOST: [::1]:8080~~ | 200",
                "TRACE /health/live HTTP/1.1~Host: a~Cookie: secret~~ | 501",
                "OPTIONS * HTTP/1.1~Host: a~~ | 404",
                "BREW /health/live HTTP/1.1~Host: a~~ | 405",
                "get /health/live HTTP/1.1~Host: a~~ | 405",
                "GET /health/live HTTP/1.1~Host: a~Expect: miracles~~ | 417",
                "GET /%zz/%00 HTTP/1.1~Host: a~~ | 404",
                "GET /v1/apps/shop/state/../../../../../etc/passwd HTTP/1.1~Host: a~~ | 404"
            })
    void whatIsOnlyUnusualIsAnsweredAndSaysNothingOfTheServer(String request, int status) throws IOException {
        try (RawClient client = new RawClient(hub.port())) {
            client.send(request.replace("~", "\r\n"));

            assertThat(client.readHead())
                    .startsWith("HTTP/1.1 " + status + " ")
                    .doesNotContain("secret")
                    .doesNotContainPattern("(?i)server:|grizzly|tyrus|java|\\d\\.\\d\\.\\d");
        }
    }

    @Test
    void headThatIsTooLongIsRefusedAndCounted() throws IOException {
        try (RawClient client = new RawClient(hub.port())) {
            client.send("GET / HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(9_000));

            assertThat(client.readHead()).startsWith("HTTP/1.1 431 ");
        }
        assertThat(hub.reached(Limit.HEAD_LENGTH)).isEqualTo(1);
    }

    @Test
    void headThatDoesNotEndIsRefusedAndCounted() throws IOException {
        try (RawClient client = new RawClient(hub.port())) {
            client.send("GET /health/live HTTP/1.1\r\nHost: a\r\n");

            assertThat(client.readHead()).startsWith("HTTP/1.1 408 ");
            client.readToEnd();
        }
        assertThat(hub.reached(Limit.HEAD_TIME)).isEqualTo(1);
    }

    @Test
    void requestsMayFollowEachOtherInOneRead() throws IOException {
        try (RawClient client = new RawClient(hub.port())) {
            client.send("GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n".repeat(3));

            for (int i = 0; i < 3; i++) {
                assertThat(client.readHead()).startsWith("HTTP/1.1 200 ");
                client.skip("{\"status\":\"live\"}\n".length());
            }
        }
    }
}
