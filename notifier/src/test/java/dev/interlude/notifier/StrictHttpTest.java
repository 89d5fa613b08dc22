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
                "HELO mail.example.com~ | 400 Bad Request"
            })
    void ambiguousRequestIsRefusedAndItsConnectionEnds(String request, String status) throws IOException {
        try (RawClient client = new RawClient(hub.port())) {
            client.send(request.replace("~", "\r\n"));

            assertThat(client.readHead())
                    .isEqualTo("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            client.readToEnd();
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
