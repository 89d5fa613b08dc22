package dev.interlude.notifier.strict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestsTest {

    private static final String HEAD = "GET / HTTP/1.1\r\nHost: hub\r\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                HEAD + "\r\n",
                "\r\n" + HEAD + "\r\n",
                "GET / HTTP/1.0\r\n\r\n",
                HEAD + "Accept:\r\n\r\n",
                "GET / HTTP/1.1\r\nHost:\r\n\r\n",
                "GET / HTTP/1.1\r\nhost: [::1]:8080\r\n\r\n",
                "GET http://a:80/b?c=<d> HTTP/1.1\r\nHost: a:80\r\n\r\n",
                "GET HTTPS://a HTTP/1.1\r\nHost: a\r\n\r\n",
                "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n",
                HEAD + "X:  spaces around  \r\n\r\n",
                HEAD + "Content-Length: 3\r\n\r\nabc" + HEAD + "\r\n",
                HEAD + "Content-Length: 3\r\n\r\n\n\n\n" + HEAD + "\r\n",
                HEAD + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n" + HEAD + "\r\n",
                HEAD + "Transfer-Encoding: Chunked\r\n\r\nA;x=1\r\n0123456789\r\n0\r\nTrailer: x\r\n\r\n" + HEAD
                        + "\r\n",
                "GET /live HTTP/1.1\r\nHost: hub\r\nUpgrade: websocket\r\n\r\n\u0081\u0080\n\r any bytes"
            })
    void soundRequestsPassHoweverTheyArrive(String requests) {
        assertThat(read(requests)).isNull();
        assertThat(byteByByte(requests)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET / HTTP/1.1~X: 1~~ | MALFORMED",
                "GET / HTTP/1.1~Host: a~Host: b~~ | MALFORMED",
                "GET / HTTP/1.1~Host: a~Host: a~~ | MALFORMED",
                "GET / HTTP/1.1~Host: a~Content-Length: 3~Content-Length: 3~~ | MALFORMED",
                "GET / HTTP/1.1~Host: a~Content-Length: 3, 3~~ | MALFORMED",
                "GET / HTTP/1.1~Host: a~Content-Length: +3~~ | MALFORMED",
                "GET / HTTP/1.1~Host: a~Content-Length: -1~~ | MALFORMED",
                "GET / HTTP/1.1~Host: a~Content-Length: 0x3~~ | MALFORMED",
                "GET / HTTP/1.1~Host: a~Content-Length: 99999999999999999999~~ | MALFORMED",
                "GET / HTTP/1.1~Host: a~Content-Length: 3~Transfer-Encoding: chunked~~ | MALFORMED",
                "GET / HTTP/1.1~Host: a~Transfer-Encoding: chunked~Content-Length: 3~~ | MALFORMED",
                "GET / HTTP/1.1~Host: a~Transfer-Encoding: chunked~Transfer-Encoding: chunked~~ | MALFORMED",
                "GET / HTTP/1.1~Host: a~Transfer-Encoding: gzip, chunked~~ | MALFORMED",
                "GET / HTTP/1.1~Host: a~Transfer-Encoding: xchunked~~ | MALFORMED",
                "GET / HTTP/1.1~Host: a~Transfer-Encoding: identity~~ | UNKNOWN_CODING",
                "GET / HTTP/1.0~Host: a~Transfer-Encoding: chunked~~ | MALFORMED",
                "GET / HTTP/1.1~Host: a~Transfer-Encoding : chunked~~ | MALFORMED",
                "GET / HTTP/1.1~Host: a~X: 1~ folded~~ | MALFORMED",
                "GET / HTTP/1.1~ Host: a~~ | MALFORMED",
                "GET / HTTP/1.1~Host: a~no colon~~ | MALFORMED",
                "GET / HTTP/1.1~Host: a~: no name~~ | MALFORMED",
                "GET /  HTTP/1.1~Host: a~~ | MALFORMED",
                "GET / HTTP/1.1 ~Host: a~~ | MALFORMED",
                "GET / HTTP/2.0~Host: a~~ | UNKNOWN_VERSION",
                "GET / HTTP/1.2~Host: a~~ | UNKNOWN_VERSION",
                "PRI * HTTP/2.0~~SM~~ | UNKNOWN_VERSION",
                "hello~~ | MALFORMED",
                "~~GET / HTTP/1.1~Host: a~~ | MALFORMED",
                "CONNECT a:443 HTTP/1.1~Host: a~~ | UNKNOWN_METHOD",
                "GET a:443 HTTP/1.1~Host: a~~ | MALFORMED",
                "GET index HTTP/1.1~Host: a~~ | MALFORMED",
                "GET /a#b HTTP/1.1~Host: a~~ | MALFORMED",
                "GET ftp://a/b HTTP/1.1~Host: a~~ | MALFORMED",
                "GET http://u@a/b HTTP/1.1~Host: a~~ | MALFORMED",
                "GET / http/1.1~Host: a~~ | MALFORMED",
                "GET / HTTP/1.1~Host: a b~~ | MALFORMED",
                "GET / HTTP/1.1~Host: a/b~~ | MALFORMED",
                "GET / HTTP/1.1~Host: u@a~~ | MALFORMED",
                "GET / HTTP/1.1~Host: a:b~~ | MALFORMED"
            })
    void whatTwoReadersCouldReadDifferentlyIsRefused(String request, Fault fault) {
        String onTheWire = request.replace("~", "\r\n");
        assertThat(read(onTheWire)).isEqualTo(fault);
        assertThat(byteByByte(onTheWire)).isEqualTo(fault);
        assertThat(read(HEAD + "\r\n" + onTheWire))
                .as("as the second one")
                .isEqualTo(onTheWire.startsWith("\r\n\r\n") ? Fault.MALFORMED : fault);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\nHost: a\n\n",
                "GET / HTTP/1.1\r\nHost: a\r\nX: a\rb\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nX: \u0000\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nX\u0000: 1\r\n\r\n",
                "GET /\u0001 HTTP/1.1\r\nHost: a\r\n\r\n"
            })
    void controlCharactersAreRefused(String request) {
        assertThat(read(request)).isEqualTo(Fault.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x\r\n",
                "\r\n",
                "3\r\nabcd\r\n",
                "3\nabc\r\n",
                "-1\r\n",
                "FFFFFFFFF\r\n",
                "3 \r\nabc\r\n",
                "0x3\r\nabc\r\n",
                "3;\u0000\r\nabc\r\n",
                "3;longer than needed\r\nabc\r\n"
            })
    void brokenChunksAreRefused(String body) {
        assertThat(read(HEAD + "Transfer-Encoding: chunked\r\n\r\n" + body)).isEqualTo(Fault.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                HEAD + "Upgrade: websocket\r\n\r\nhello\r\n",
                "GET /live HTTP/1.1\r\nHost: hub\r\nUpgrade: h2c\r\n\r\nhello\r\n",
                "GET /live HTTP/1.1\r\nHost: hub\r\nUpgrade: xwebsocket\r\n\r\nhello\r\n"
            })
    void whatOnlyLooksLikeAnUpgradeHidesNothing(String requests) {
        assertThat(read(requests)).isEqualTo(Fault.MALFORMED);
    }

    @Test
    void headHasItsLimits() {
        assertThat(read("GET /" + "x".repeat(9_000) + " HTTP/1.1\r\n")).isEqualTo(Fault.TOO_LONG);
        assertThat(read(HEAD + "X: 1\r\n".repeat(60))).isEqualTo(Fault.TOO_LONG);
        assertThat(read(HEAD + "Transfer-Encoding: chunked\r\n\r\n0\r\n" + "T: 1\r\n".repeat(20)))
                .isEqualTo(Fault.MALFORMED);
    }

    @Test
    void chunkExtensionsAreBlankedWhereverTheyAreCut() {
        String head = HEAD + "Transfer-Encoding: chunked\r\n\r\n";
        byte[] text = "3;x=\"y\"\r\na;c\r\n0;z\r\nT: a;b\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer body = ByteBuffer.wrap(text);
        Requests requests = requests();

        assertThat(requests.read(bytes(head))).isNull();
        assertThat(requests.read(body.duplicate().limit(4))).isNull();
        assertThat(requests.read(body.slice(4, body.limit() - 4))).isNull();

        assertThat(new String(text, StandardCharsets.ISO_8859_1)).isEqualTo("3      \r\na;c\r\n0  \r\nT: a;b\r\n\r\n");
    }

    @Test
    void emptyLineIsOnlyBeforeARequestAndOnlyOne() {
        Requests requests = requests();
        assertThat(requests.read(bytes(HEAD))).isNull();
        assertThat(requests.isOfEmptyLine((byte) '\r')).isFalse();

        assertThat(requests.read(bytes("\r\n"))).isNull();
        assertThat(requests.isOfEmptyLine((byte) '\n')).isFalse();
        assertThat(requests.isOfEmptyLine((byte) '\r')).isTrue();
        assertThat(requests.isOfEmptyLine((byte) '\r')).isFalse();
        assertThat(requests.isOfEmptyLine((byte) '\n')).isTrue();
        assertThat(requests.isOfEmptyLine((byte) '\r')).isFalse();
    }

    /** Backtracking over such a line would take minutes, on a thread that serves half of all connections. */
    @Test
    void lineOfBlanksIsJudgedAtOnce() {
        String blanks = " ".repeat(7_000);
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            assertThat(read(HEAD + "X:" + blanks + "\u0001\r\n\r\n")).isEqualTo(Fault.MALFORMED);
            assertThat(read(HEAD + "X: a" + blanks + "b" + blanks.substring(6_500) + "\r\n\r\n"))
                    .isNull();
        });
    }

    private static Requests requests() {
        return new Requests(line -> line.startsWith("GET /live "));
    }

    /** As the filter does it: what a read begins with may be an empty line. */
    private static @Nullable Fault read(Requests requests, ByteBuffer bytes) {
        while (bytes.hasRemaining() && requests.isOfEmptyLine(bytes.get(bytes.position()))) {
            bytes.get();
        }
        return requests.read(bytes);
    }

    private static @Nullable Fault read(String text) {
        return read(requests(), bytes(text));
    }

    private static @Nullable Fault byteByByte(String text) {
        Requests requests = requests();
        ByteBuffer all = bytes(text);
        boolean upgraded = text.contains("Upgrade:");
        while (all.hasRemaining()) {
            // Bytes of another protocol come with the head or not at all: the connection has left HTTP by the next
            // read.
            if (upgraded && text.substring(0, all.position()).endsWith("\r\n\r\n")) {
                return null;
            }
            Fault fault = read(requests, ByteBuffer.wrap(new byte[] {all.get()}));
            if (fault != null) {
                return fault;
            }
        }
        return null;
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
