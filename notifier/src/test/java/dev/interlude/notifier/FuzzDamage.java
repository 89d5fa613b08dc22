package dev.interlude.notifier;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Breaks bytes in the ways that find faults in parsers. */
final class FuzzDamage {

    private static final int LONGEST = 60_000;

    private final FuzzCorpus corpus;
    private final RandomGenerator random;

    FuzzDamage(FuzzCorpus corpus, RandomGenerator random) {
        this.corpus = corpus;
        this.random = random;
    }

    /** The bytes with so many things done to them. */
    byte[] to(byte[] sound, int times) {
        byte[] bytes = sound;
        for (int i = 0; i < times; i++) {
            bytes = once(bytes);
        }
        return bytes.length > LONGEST ? Arrays.copyOf(bytes, LONGEST) : bytes;
    }

    private byte[] once(byte[] bytes) {
        int from = random.nextInt(bytes.length + 1);
        int to = Math.min(bytes.length, from + random.nextInt(1 + Math.min(bytes.length, 40)));
        return switch (random.nextInt(8)) {
            case 0 -> flipped(bytes, from);
            case 1 -> replaced(bytes, from, from, new byte[] {(byte) random.nextInt(256)});
            case 2 -> replaced(bytes, from, to, new byte[] {});
            case 3 -> replaced(bytes, from, from, Arrays.copyOfRange(bytes, from, to));
            case 4 -> replaced(bytes, from, to, corpus.word(random));
            case 5 -> replaced(bytes, from, from, repeated(corpus.word(random)));
            case 6 -> replaced(bytes, from, from, repeated(new byte[] {(byte) random.nextInt(256)}));
            default -> replaced(bytes, from, from, corpus.word(random));
        };
    }

    private byte[] flipped(byte[] bytes, int at) {
        byte[] flipped = bytes.clone();
        if (at < bytes.length) {
            flipped[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
        }
        return flipped;
    }

    /** Seldom so long that it fills a buffer. */
    private byte[] repeated(byte[] piece) {
        int times = 1 + random.nextInt(random.nextInt(10) == 0 ? 9_000 : 70);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < times; i++) {
            all.writeBytes(piece);
        }
        return all.toByteArray();
    }

    private static byte[] replaced(byte[] bytes, int from, int to, byte[] by) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(bytes, 0, from);
        all.writeBytes(by);
        all.write(bytes, to, bytes.length - to);
        return all.toByteArray();
    }
}
