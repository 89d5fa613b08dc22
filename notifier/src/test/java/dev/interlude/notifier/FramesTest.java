package dev.interlude.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlude.notifier.limit.Limit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames that RFC 6455 does not allow and how the connection ends, on real sockets. Masks are zero. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class FramesTest {

    private static final String NO_MASK = "00000000";

    private static RunningHub hub;

    @BeforeAll
    static void start() {
        hub = RunningHub.start();
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "no mask, text                   | 81 02 68 69                | 1002",
                "no mask, Close                  | 88 02 03 E8                | 1002",
                "first reserved bit              | C1 82 ~ 68 69              | 1002",
                "all reserved bits               | F1 82 ~ 68 69              | 1002",
                "reserved opcode for data        | 83 81 ~ 00                 | 1002",
                "reserved opcode for control     | 8B 81 ~ 00                 | 1002",
                "Ping in pieces                  | 09 81 ~ 00                 | 1002",
                "Close in pieces                 | 08 82 ~ 03 E8              | 1002",
                "Ping of more than 125 bytes     | 89 FE 00 7E                | 1002",
                "piece of no message             | 80 81 ~ 00                 | 1002",
                "message within a message        | 01 81 ~ 61 81 81 ~ 61      | 1002",
                "length of 2 in two bytes        | 81 FE 00 02 ~ 68 69        | 1002",
                "length of 2 in eight bytes      | 81 FF 00 00 00 00 00 00 00 02 ~ 68 69 | 1002",
                "length of 200 in eight bytes    | 81 FF 00 00 00 00 00 00 00 C8 | 1002",
                "length of 2^62                  | 82 FF 40 00 00 00 00 00 00 00 | 1009",
                "length of 2^63                  | 82 FF 80 00 00 00 00 00 00 00 | 1002",
                "length of 4,097                 | 82 FE 10 01                | 1009",
                "UTF-8 that ends too soon        | 81 81 ~ C3                 | 1007",
                "UTF-8 that goes on wrongly      | 81 82 ~ C3 28              | 1007",
                "UTF-8 of a surrogate            | 81 83 ~ ED A0 80           | 1007",
                "UTF-8 longer than it need be    | 81 82 ~ C0 AF              | 1007",
                "UTF-8 wrong in the first piece  | 01 82 ~ C3 28              | 1007",
                "Close with half a code          | 88 81 ~ 03                 | 1002",
                "Close with a wrong reason       | 88 84 ~ 03 E8 FF FE        | 1007",
                "Close with 0                    | 88 82 ~ 00 00              | 1002",
                "Close with 999                  | 88 82 ~ 03 E7              | 1002",
                "Close with 1004                 | 88 82 ~ 03 EC              | 1002",
                "Close with 1005                 | 88 82 ~ 03 ED              | 1002",
                "Close with 1006                 | 88 82 ~ 03 EE              | 1002",
                "Close with 1015                 | 88 82 ~ 03 F7              | 1002",
                "Close with 2999                 | 88 82 ~ 0B B7              | 1002",
                "Close with 5000                 | 88 82 ~ 13 88              | 1002",
                "Close with 65535                | 88 82 ~ FF FF              | 1002",
                "Close with 1000                 | 88 82 ~ 03 E8              | 1000",
                "Close with 3000                 | 88 82 ~ 0B B8              | 3000",
                "Close without a code            | 88 80 ~                    | 1000"
            })
    void connectionEndsWithTheCodeForIt(String what, String frames, int code) throws IOException {
        byte[] bytes = HexFormat.of().parseHex(frames.replace("~", NO_MASK).replace(" ", ""));
        for (int pieces : new int[] {1, bytes.length}) {
            try (RawClient client = opened()) {
                if (pieces == 1) {
                    client.send(bytes);
                } else {
                    for (byte one : bytes) {
                        client.send(new byte[] {one});
                    }
                }

                assertThat(client.readCloseCode()).as(what).isEqualTo(code);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "81 84 ~ C3 A9 0A 0A",
                "01 81 ~ C3 80 81 ~ A9",
                "01 81 ~ 61 89 80 ~ 80 81 ~ 62",
                "82 82 ~ FF FE",
                "8A 82 ~ 00 01",
                "81 80 ~"
            })
    void framesInOrderAreRead(String frames) throws IOException {
        try (RawClient client = opened()) {
            client.send(HexFormat.of().parseHex(frames.replace("~", NO_MASK).replace(" ", "")));
            client.send(RawClient.masked(9, "still there".getBytes(StandardCharsets.US_ASCII)));

            RawClient.Frame frame = client.readFrame();
            while (!frame.text().equals("still there")) {
                assertThat(frame.opcode()).isNotEqualTo(8);
                frame = client.readFrame();
            }
        }
    }

    @Test
    void messagesThatComeAllAtOnceAreAsGoodAsOneByOne() throws IOException {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        for (int i = 0; i < 9; i++) {
            frames.writeBytes(RawClient.masked(2, new byte[4 * 1024]));
        }
        frames.writeBytes(RawClient.masked(8, new byte[] {0x03, (byte) 0xE8}));
        frames.writeBytes(new byte[60_000]);
        try (RawClient client = opened()) {
            client.send(frames.toByteArray());

            assertThat(client.readCloseCode()).isEqualTo(1000);
        }
    }

    @Test
    void messageThatIsTooLongInPiecesIsCountedToo() throws IOException {
        long before = hub.reached(Limit.MESSAGE_LENGTH);
        try (RawClient client = opened()) {
            byte[] first = RawClient.masked(1, new byte[4_000]);
            first[0] = 1;
            client.send(first);
            client.send(RawClient.masked(0, new byte[97]));

            assertThat(client.readCloseCode()).isEqualTo(1009);
        }
        assertThat(hub.reached(Limit.MESSAGE_LENGTH)).isEqualTo(before + 1);
    }

    private static RawClient opened() throws IOException {
        RawClient client = new RawClient(hub.port());
        client.send(RawClient.handshake("shop"));
        assertThat(client.readHead()).startsWith("HTTP/1.1 101 ");
        client.readFrame();
        return client;
    }
}
