package dev.interlude.notifier;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** What clients send when all is well, as the fuzz test begins with, and the pieces that it breaks it with. */
final class FuzzCorpus {

    private static final List<String> PATHS = List.of(
            "/v1/apps/shop/state",
            "/v1/apps/shop/live",
            "/v1/apps/shop/events",
            "/v1/apps/other/state",
            "/health/live",
            "/health/ready",
            "/metrics",
            "/openapi.json",
            "/client/v1/interlude.min.js",
            "/",
            "*",
            "http://hub/v1/apps/shop/state",
            "/v1/apps/sh%6Fp/state?x=%00;y",
            "/v1/apps/../../etc/passwd");

    private static final List<String> METHODS =
            List.of("GET", "GET", "GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PRI", "get");

    private static final List<String> HEADERS = List.of(
            "Accept: text/event-stream",
            "Last-Event-ID: 1795212600000.3",
            "If-None-Match: \"0.0\", W/\"1.1\"",
            "If-Match: *",
            "Origin: https://evil.example",
            "Origin: null",
            "Content-Length: 0",
            "Content-Length: 7",
            "Transfer-Encoding: chunked",
            "Connection: close",
            "Connection: Upgrade",
            "Connection: keep-alive",
            "Upgrade: websocket",
            "Upgrade: h2c",
            "Expect: 100-continue",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Protocol: a, b",
            "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits",
            "X-Forwarded-For: 203.0.113.9, ::1",
            "Content-Encoding: gzip",
            "Content-Type: application/json; charset=\"none",
            "Cookie: a=b; $Version=1; c=\"",
            "Range: bytes=0-1",
            "Accept-Encoding: gzip");

    /** What parsers stumble over. */
    private static final List<String> WORDS = List.of(
            "\r\n",
            "\n",
            "\r",
            "\r\n\r\n",
            "\0",
            " ",
            "\t",
            ":",
            ";",
            ",",
            "%00",
            "%zz",
            "..",
            "//",
            "\u0080\u00ff",
            "HTTP/1.0",
            "HTTP/2.0",
            "chunked",
            "Transfer-Encoding: chunked\r\n",
            "Content-Length: 5\r\n",
            "Host: other\r\n",
            " folded: x\r\n",
            "0\r\n\r\n",
            "5;ext=\"x\"\r\nhello\r\n",
            "ffffffffffffffff\r\n",
            "-1",
            "99999999999999999999",
            "1e400",
            "null",
            "{}",
            "[[[[[[[[",
            "\\ud800",
            "\"\"",
            "true");

    private final List<String> documents = Stream.concat(
                    Fixtures.folder("valid").map(fixture -> fixture.content().toString()),
                    Stream.of("invalid", "future").flatMap(Fixtures::folder).map(Fixtures.Named::document))
            .toList();

    String document(RandomGenerator random) {
        return one(documents, random);
    }

    byte[] word(RandomGenerator random) {
        return latin(one(WORDS, random));
    }

    /** A request that may well contradict itself. */
    byte[] request(RandomGenerator random) {
        StringBuilder request = new StringBuilder(one(METHODS, random))
                .append(' ')
                .append(one(PATHS, random))
                .append(" HTTP/1.1\r\nHost: hub\r\n");
        for (int i = random.nextInt(5); i > 0; i--) {
            request.append(one(HEADERS, random)).append("\r\n");
        }
        request.append("\r\n");
        if (random.nextInt(4) == 0) {
            request.append(one(List.of("0\r\n\r\n", "7\r\n{\"a\":1}\r\n0\r\n\r\n", "{\"a\":1}"), random));
        }
        return latin(request.toString());
    }

    /** A write with a good token. */
    byte[] write(byte[] body, RandomGenerator random) {
        boolean chunked = random.nextBoolean();
        String head = "PUT /v1/apps/shop/state HTTP/1.1\r\nHost: hub\r\nIf-Match: *\r\nAuthorization: Bearer "
                + RunningHub.SECRET + "\r\n"
                + (random.nextInt(10) == 0 ? "Expect: 100-continue\r\n" : "")
                + (chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + body.length) + "\r\n\r\n";
        return joined(latin(head), chunked ? chunks(body, random) : body);
    }

    static byte[] handshake() {
        return latin(RawClient.handshake("shop"));
    }

    static byte[] joined(byte[] first, byte[] second) {
        byte[] both = new byte[first.length + second.length];
        System.arraycopy(first, 0, both, 0, first.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static byte[] chunks(byte[] body, RandomGenerator random) {
        byte[] chunked = {};
        for (int from = 0; from < body.length; ) {
            int size = Math.min(body.length - from, 1 + random.nextInt(2_000));
            String extension = random.nextInt(8) == 0 ? ";x=\"y\"" : "";
            chunked = joined(chunked, latin(Integer.toHexString(size) + extension + "\r\n"));
            chunked = joined(chunked, java.util.Arrays.copyOfRange(body, from, from + size));
            chunked = joined(chunked, latin("\r\n"));
            from += size;
        }
        return joined(chunked, latin(random.nextInt(8) == 0 ? "0\r\nTrailer: x\r\n\r\n" : "0\r\n\r\n"));
    }

    private static <T> T one(List<T> of, RandomGenerator random) {
        return of.get(random.nextInt(of.size()));
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
