package dev.interlude.notifier.websocket;

import static dev.interlude.notifier.websocket.FrameGuard.Verdict.CLOSED;
import static dev.interlude.notifier.websocket.FrameGuard.Verdict.FINE;
import static dev.interlude.notifier.websocket.FrameGuard.Verdict.TOO_LONG;
import static dev.interlude.notifier.websocket.FrameGuard.Verdict.TOO_MANY;
import static dev.interlude.notifier.websocket.FrameGuard.Verdict.UNMASKED;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class FrameGuardTest {

    private long millis;
    private final FrameGuard guard = new FrameGuard(() -> millis);

    @Test
    void framesOfEveryLengthFormPass() {
        assertThat(guard.inspect(frame(1, 0))).isEqualTo(FINE);
        assertThat(guard.inspect(frame(1, 125))).isEqualTo(FINE);
        assertThat(guard.inspect(frame(1, 126))).isEqualTo(FINE);
        assertThat(guard.inspect(frame(2, 4096))).isEqualTo(FINE);
        assertThat(guard.inspect(frame(9, 125))).isEqualTo(FINE);
    }

    @Test
    void framesMayBeCutAnywhere() {
        ByteBuffer three = ByteBuffer.allocate(3 * 200);
        three.put(frame(1, 130)).put(frame(9, 3)).put(frame(8, 2)).flip();
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
        both.put(frame(1, 100)).put(frame(8, 0)).flip();

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
        for (int first : new int[] {0x40, 0x80, 0xFF}) {
            FrameGuard fresh = new FrameGuard(() -> millis);
            byte[] header = {(byte) 0x82, (byte) 0xFF, (byte) first, 0, 0, 0, 0, 0, 0, 0};
            assertThat(fresh.inspect(ByteBuffer.wrap(header))).isEqualTo(TOO_LONG);
        }
    }

    @Test
    void tenMessagesAMinuteAreEnough() {
        for (int minute = 0; minute < 3; minute++) {
            for (int i = 0; i < FrameGuard.MAX_MESSAGES; i++) {
                assertThat(guard.inspect(frame(1, 5))).isEqualTo(FINE);
            }
            millis += 60_000;
        }
        for (int i = 0; i < FrameGuard.MAX_MESSAGES; i++) {
            guard.inspect(frame(1, 5));
        }

        assertThat(guard.inspect(frame(1, 5))).isEqualTo(TOO_MANY);
    }

    @Test
    void piecesOfAMessageAreNotMessages() {
        assertThat(guard.inspect(frame(1, 5))).isEqualTo(FINE);
        for (int i = 0; i < FrameGuard.MAX_OTHERS; i++) {
            assertThat(guard.inspect(frame(0, 5))).isEqualTo(FINE);
        }

        assertThat(guard.inspect(frame(0, 5))).isEqualTo(TOO_MANY);
    }

    @Test
    void pingsHaveALimitOfTheirOwn() {
        for (int i = 0; i < FrameGuard.MAX_OTHERS; i++) {
            assertThat(guard.inspect(frame(9, 5))).isEqualTo(FINE);
        }

        assertThat(guard.inspect(frame(9, 5))).isEqualTo(TOO_MANY);
    }

    private static ByteBuffer frame(int opcode, int length) {
        ByteBuffer frame = ByteBuffer.allocate(14 + length);
        frame.put((byte) (0x80 | opcode));
        if (length < 126) {
            frame.put((byte) (0x80 | length));
        } else {
            frame.put((byte) 0xFE).putShort((short) length);
        }
        return frame.putInt(0x08080808).put(new byte[length]).flip();
    }
}
