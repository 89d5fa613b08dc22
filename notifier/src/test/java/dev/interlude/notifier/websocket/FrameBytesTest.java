package dev.interlude.notifier.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlude.protocol.StateVersion;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameBytesTest {

    @ParameterizedTest
    @CsvSource({"0, 2, 0", "125, 2, 125", "126, 4, 126", "65535, 4, 126", "65536, 10, 127"})
    void lengthHasTheShortestForm(int length, int header, int code) {
        ByteBuffer frame = FrameBytes.ENCODING.message(new byte[length], StateVersion.ORIGIN);

        assertThat(frame.remaining()).isEqualTo(header + length);
        assertThat(frame.get(0)).isEqualTo((byte) 0x81);
        assertThat(frame.get(1)).isEqualTo((byte) code);
        if (header == 4) {
            assertThat(frame.getShort(2) & 0xFFFF).isEqualTo(length);
        } else if (header == 10) {
            assertThat(frame.getLong(2)).isEqualTo(length);
        }
    }

    @Test
    void heartbeatIsAPingAndAMessage() {
        ByteBuffer frames = FrameBytes.ENCODING.heartbeat(new byte[] {'{', '}'});

        byte[] bytes = new byte[frames.remaining()];
        frames.get(bytes);

        assertThat(bytes).containsExactly(0x89, 0, 0x81, 2, '{', '}');
    }
}
