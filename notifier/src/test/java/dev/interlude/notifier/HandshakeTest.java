package dev.interlude.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Opening handshakes as they should and should not be (RFC 6455, section 4.2), on real sockets. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class HandshakeTest {

    private static RunningHub hub;

    @BeforeAll
    static void start() {
        hub = RunningHub.start();
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP/1.1                            | HTTP/1.0                                    | 400",
                "Sec-WebSocket-Key:                  | X-Key:                                      | 400",
                "dGhlIHNhbXBsZSBub25jZQ==            | dGhlIHNhbXBsZSBub25jZQ                      | 400",
                "dGhlIHNhbXBsZSBub25jZQ==            | dGhlIHNhbXBsZSBub25j                        | 400",
                "dGhlIHNhbXBsZSBub25jZQ==            | dGhlIHNhbXBsZSBub25jZQ==, x                 | 400",
                "Upgrade: websocket                  | Upgrade: websocket~Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
                        + " | 400",
                "Connection: Upgrade                 | Connection: close                           | 400",
                "Connection: Upgrade                 | X: y                                        | 400",
                "Upgrade: websocket                  | Upgrade: websocket~Content-Length: 4        | 400",
                "Upgrade: websocket                  | Upgrade: websocket~Transfer-Encoding: chunked | 400",
                "Sec-WebSocket-Version: 13           | Sec-WebSocket-Version: 14                   | 426",
                "Sec-WebSocket-Version: 13           | Sec-WebSocket-Version: 13, 8                | 426",
                "Sec-WebSocket-Version: 13           | Sec-WebSocket-Version: 13~Sec-WebSocket-Version: 8 | 426",
                "Sec-WebSocket-Version: 13           | X: y                                        | 426",
                "Upgrade: websocket                  | Upgrade: h2c                                | 426",
                "Upgrade: websocket                  | Upgrade: websocket~Origin: https://evil.example | 403",
                "Upgrade: websocket                  | Upgrade: websocket~Origin: http://127.0.0.1~Origin:"
                        + " https://evil.example | 403",
                "GET                                 | POST                                        | 405",
                "/live                               | /live/                                      | 404"
            })
    void handshakeThatIsNoneIsRefusedWhileItIsHttp(String part, String instead, int status) throws IOException {
        try (RawClient client = new RawClient(hub.port())) {
            client.send(RawClient.handshake("shop").replace(part, instead.replace("~", "\r\n")));

            String head = client.readHead();
            assertThat(head).startsWith("HTTP/1.1 " + status + " ").contains("\r\nContent-Length: 0\r\n");
            assertThat(head.contains("Sec-WebSocket-Version: 13")).isEqualTo(status == 426 && !instead.contains("h2c"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Sec-WebSocket-Key:     | sec-websocket-key:",
                "Upgrade: websocket     | UPGRADE: WebSocket",
                "Connection: Upgrade    | connection: keep-alive,upgrade",
                "/live                  | /live?tab=1",
                "/v1                    | http://127.0.0.1/v1",
                "Upgrade: websocket     | Upgrade: websocket~Content-Length: 0",
                "Upgrade: websocket     | Upgrade: websocket~Origin: http://127.0.0.1",
                "Upgrade: websocket     | Upgrade: websocket~Expect: 100-continue",
                "Upgrade: websocket     | Upgrade: websocket~Sec-WebSocket-Protocol: a, b",
                "Upgrade: websocket     | Upgrade: websocket~Sec-WebSocket-Extensions: permessage-deflate",
                "Upgrade: websocket     | Upgrade: websocket~Sec-WebSocket-Extensions: ;;=\"~X: y"
            })
    void handshakeInOrderIsAcceptedAndNothingElseIsNegotiated(String part, String instead) throws IOException {
        try (RawClient client = new RawClient(hub.port())) {
            client.send(RawClient.handshake("shop").replace(part, instead.replace("~", "\r\n")));

            assertThat(client.readHead())
                    .startsWith("HTTP/1.1 101 Switching Protocols\r\n")
                    .contains("\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n")
                    .doesNotContain("Sec-WebSocket-Protocol", "Sec-WebSocket-Extensions");
            assertThat(client.readFrame().text()).startsWith("{\"type\":\"state\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GET /health/live HTTP/1.1\r\nHost: hub\r\n\r\n", "\r\n"})
    void firstFrameMayBeCutAnywhereWhateverCameBefore(String before) throws IOException {
        byte[] head = (before + RawClient.handshake("shop")).getBytes(StandardCharsets.US_ASCII);
        byte[] all = FuzzCorpus.joined(head, RawClient.masked(9, "early".getBytes(StandardCharsets.US_ASCII)));
        for (int cut = head.length - 3; cut <= all.length; cut++) {
            try (RawClient client = new RawClient(hub.port())) {
                client.send(Arrays.copyOf(all, cut));
                client.send(Arrays.copyOfRange(all, cut, all.length));

                expectStateAndPong(client, before.startsWith("GET"));
            }
        }
    }

    /** An answer that comes later, from another thread, and the handshake waits in the same packet. */
    @Test
    void handshakeBehindAWriteIsAnsweredBehindIt() throws IOException {
        String write = "PUT /v1/apps/shop/state HTTP/1.1\r\nHost: hub\r\nIf-Match: *\r\nAuthorization: Bearer "
                + RunningHub.SECRET + "\r\nContent-Length: 2\r\n\r\n{}";
        try (RawClient client = new RawClient(hub.port())) {
            client.send(FuzzCorpus.joined(
                    (write + RawClient.handshake("shop")).getBytes(StandardCharsets.US_ASCII),
                    RawClient.masked(9, "early".getBytes(StandardCharsets.US_ASCII))));

            String refused = client.readHead();
            assertThat(refused).startsWith("HTTP/1.1 422 ");
            client.skip(Integer.parseInt(refused.replaceFirst("(?s).*Content-Length: (\\d+).*", "$1")));
            expectStateAndPong(client, false);
        }
    }

    @Test
    void requestsBehindAHandshakeAreNoFrames() throws IOException {
        try (RawClient client = new RawClient(hub.port())) {
            client.send(RawClient.handshake("shop") + "GET /health/live HTTP/1.1\r\nHost: hub\r\n\r\n");

            assertThat(client.readHead()).startsWith("HTTP/1.1 101 ");
            assertThat(client.readCloseCode()).isEqualTo(1002);
        }
    }

    private static void expectStateAndPong(RawClient client, boolean behindAnAnswer) throws IOException {
        if (behindAnAnswer) {
            assertThat(client.readHead()).startsWith("HTTP/1.1 200 ");
            client.skip("{\"status\":\"live\"}\n".length());
        }
        assertThat(client.readHead()).startsWith("HTTP/1.1 101 ");
        assertThat(client.readFrame().text()).startsWith("{\"type\":\"state\"");
        RawClient.Frame pong = client.readFrame();
        assertThat(pong.opcode()).isEqualTo(10);
        assertThat(pong.text()).isEqualTo("early");
    }
}
