package dev.interlude.notifier;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;

/** Frames of a client that knows the protocol (RFC 6455, section 5.2) and keeps to it most of the time. */
final class FuzzFrames {

    private static final int[] OPCODES = {1, 1, 2, 0, 8, 9, 9, 10, 3, 11, 15};
    private static final int[] LENGTHS = {0, 1, 2, 125, 126, 127, 4_096, 4_097, 65_535, 65_536};
    private static final int[] CLOSE_CODES = {0, 999, 1000, 1004, 1005, 1006, 1015, 2999, 3000, 4999, 5000, 65535};

    private final RandomGenerator random;

    FuzzFrames(RandomGenerator random) {
        this.random = random;
    }

    byte[] some() {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        for (int i = 1 + random.nextInt(5); i > 0; i--) {
            frames.writeBytes(one());
        }
        return frames.toByteArray();
    }

    private byte[] one() {
        int opcode = OPCODES[random.nextInt(OPCODES.length)];
        byte[] payload = payload(opcode);
        ByteBuffer frame = ByteBuffer.allocate(14 + payload.length);
        frame.put((byte) (first() | opcode));
        putLength(frame, seldom() ? random.nextLong() : payload.length);
        byte[] mask = new byte[4];
        if ((frame.get(1) & 0x80) != 0) {
            random.nextBytes(mask);
            frame.put(mask);
        }
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ mask[i % 4]));
        }
        byte[] bytes = new byte[frame.flip().remaining()];
        frame.get(bytes);
        return bytes;
    }

    /** Whole and without extensions, most of the time. */
    private int first() {
        return (random.nextInt(6) == 0 ? 0 : 0x80) | (seldom() ? random.nextInt(8) << 4 : 0);
    }

    private void putLength(ByteBuffer frame, long length) {
        int mask = seldom() ? 0 : 0x80;
        if (length >= 0 && length < 126 && !seldom()) {
            frame.put((byte) (mask | length));
        } else if (length >= 0 && length <= 0xFFFF && !seldom()) {
            frame.put((byte) (mask | 126)).putShort((short) length);
        } else {
            frame.put((byte) (mask | 127)).putLong(length);
        }
    }

    private byte[] payload(int opcode) {
        if (opcode == 8 && random.nextInt(3) > 0) {
            int code = CLOSE_CODES[random.nextInt(CLOSE_CODES.length)];
            byte[] reason = text(random.nextInt(60));
            return ByteBuffer.allocate(2 + reason.length)
                    .putShort((short) code)
                    .put(reason)
                    .array();
        }
        int most = opcode >= 8 && !seldom() ? 4 : LENGTHS.length;
        return text(LENGTHS[random.nextInt(most)]);
    }

    private byte[] text(int length) {
        byte[] text = "{\"type\":\"hello\"}é ".repeat(length / 8 + 1).getBytes(StandardCharsets.UTF_8);
        byte[] cut = java.util.Arrays.copyOf(text, length);
        if (length > 0 && random.nextInt(4) == 0) {
            cut[random.nextInt(length)] = (byte) random.nextInt(256);
        }
        return cut;
    }

    private boolean seldom() {
        return random.nextInt(20) == 0;
    }
}
