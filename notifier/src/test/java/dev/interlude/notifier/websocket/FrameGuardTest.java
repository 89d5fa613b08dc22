package dev.interlude.notifier.websocket;

import static dev.interlude.notifier.websocket.FrameGuard.Verdict.CLOSED;
import static dev.interlude.notifier.websocket.FrameGuard.Verdict.FINE;
import static dev.interlude.notifier.websocket.FrameGuard.Verdict.MALFORMED;
import static dev.interlude.notifier.websocket.FrameGuard.Verdict.TOO_LONG;
import static dev.interlude.notifier.websocket.FrameGuard.Verdict.TOO_MANY;
import static dev.interlude.notifier.websocket.FrameGuard.Verdict.UNMASKED;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameGuardTest {

    private long millis;
    private final FrameGuard guard = new FrameGuard(() -> millis);

    @Test
    void framesOfEveryLengthFormPass() {
        assertThat(guard.inspect(frame(0x81, 0))).isEqualTo(FINE);
        assertThat(guard.inspect(frame(0x81, 125))).isEqualTo(FINE);
        assertThat(guard.inspect(frame(0x81, 126))).isEqualTo(FINE);
        assertThat(guard.inspect(frame(0x82, 4096))).isEqualTo(FINE);
        assertThat(guard.inspect(frame(0x89, 125))).isEqualTo(FINE);
    }

    @Test
    void framesMayBeCutAnywhere() {
        ByteBuffer three = ByteBuffer.allocate(3 * 200);
        three.put(frame(0x81, 130)).put(frame(0x89, 3)).put(frame(0x88, 2)).flip();
        FrameGuard.Verdict last = FINE;
        int read = 0;
        while (last == FINE) {
            last = guard.inspect(ByteBuffer.wrap(new byte[] {three.get()}));
            read++;
        }

        assertThat(last).isEqualTo(CLOSED);
        assertThat(read).isEqualTo((4 + 4 + 130) + (2 + 4 + 3) + (2 + 4 + 2));
    }

    @Test
    void closeIsSeenWhereverItStands() {
        ByteBuffer both = ByteBuffer.allocate(200);
        both.put(frame(0x81, 100)).put(frame(0x88, 0)).flip();

        assertThat(guard.inspect(both)).isEqualTo(CLOSED);
    }

    @Test
    void frameWithoutMaskIsRefused() {
        assertThat(guard.inspect(ByteBuffer.wrap(new byte[] {(byte) 0x81, 0}))).isEqualTo(UNMASKED);
    }

    @Test
    void lengthIsRefusedBeforeThePayloadComes() {
        assertThat(guard.inspect(ByteBuffer.wrap(new byte[] {(byte) 0x81, (byte) 0xFE, 0x10, 0x01})))
                .isEqualTo(TOO_LONG);
    }

    @Test
    void lengthBeyondEverythingIsRefused() {
        byte[] header = {(byte) 0x82, (byte) 0xFF, 0x40, 0, 0, 0, 0, 0, 0, 0};

        assertThat(guard.inspect(ByteBuffer.wrap(header))).isEqualTo(TOO_LONG);
    }

    @Test
    void messageIsAsLongAsItsPiecesTogether() {
        assertThat(guard.inspect(frame(0x01, 4_000))).isEqualTo(FINE);
        assertThat(guard.inspect(frame(0x89, 125))).isEqualTo(FINE);
        assertThat(guard.inspect(frame(0x00, 96))).isEqualTo(FINE);
        assertThat(guard.inspect(frame(0x80, 1))).isEqualTo(TOO_LONG);
    }

    /** RFC 6455, sections 5.2 (reserved bits, opcodes, the shortest form of the length), 5.4 and 5.5. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "C1 80",
                "A1 80",
                "91 80",
                "83 80",
                "87 80",
                "8B 80",
                "8F 80",
                "09 80",
                "08 80",
                "0A 80",
                "89 FE 00 7E",
                "88 FE 00 7E",
                "8A FF",
                "80 80",
                "00 80",
                "81 FE 00 00",
                "81 FE 00 7D",
                "81 FF 00 00 00 00 00 00 00 00",
                "81 FF 00 00 00 00 00 00 00 7E",
                "81 FF 00 00 00 00 00 00 FF FF",
                "82 FF 80 00 00 00 00 00 00 00",
                "82 FF FF FF FF FF FF FF FF FF"
            })
    void headerThatMayNotBeIsMalformed(String header) {
        assertThat(guard.inspect(ByteBuffer.wrap(HexFormat.ofDelimiter(" ").parseHex(header))))
                .isEqualTo(MALFORMED);
    }

    @Test
    void messageDoesNotBeginWithinAnother() {
        assertThat(guard.inspect(frame(0x01, 3))).isEqualTo(FINE);
        assertThat(guard.inspect(frame(0x81, 3))).isEqualTo(MALFORMED);
    }

    @Test
    void tenMessagesAMinuteAreEnough() {
        for (int minute = 0; minute < 3; minute++) {
            for (int i = 0; i < FrameGuard.MAX_MESSAGES; i++) {
                assertThat(guard.inspect(frame(0x81, 5))).isEqualTo(FINE);
            }
            millis += 60_000;
        }
        for (int i = 0; i < FrameGuard.MAX_MESSAGES; i++) {
            guard.inspect(frame(0x81, 5));
        }

        assertThat(guard.inspect(frame(0x81, 5))).isEqualTo(TOO_MANY);
    }

    @Test
    void piecesOfAMessageAreNotMessages() {
        assertThat(guard.inspect(frame(0x01, 5))).isEqualTo(FINE);
        for (int i = 0; i < FrameGuard.MAX_OTHERS; i++) {
            assertThat(guard.inspect(frame(0x00, 5))).isEqualTo(FINE);
        }

        assertThat(guard.inspect(frame(0x00, 5))).isEqualTo(TOO_MANY);
    }

    @Test
    void pingsHaveALimitOfTheirOwn() {
        for (int i = 0; i < FrameGuard.MAX_OTHERS; i++) {
            assertThat(guard.inspect(frame(0x89, 5))).isEqualTo(FINE);
        }

        assertThat(guard.inspect(frame(0x89, 5))).isEqualTo(TOO_MANY);
    }

    private static ByteBuffer frame(int first, int length) {
        ByteBuffer frame = ByteBuffer.allocate(14 + length);
        frame.put((byte) first);
        if (length < 126) {
            frame.put((byte) (0x80 | length));
        } else {
            frame.put((byte) 0xFE).putShort((short) length);
        }
        return frame.putInt(0x08080808).put(new byte[length]).flip();
    }
}
