package dev.interlude.notifier;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * What one connection of the fuzz test sends, and how it ends. The seed and the number say all of it, so that one case can be
 * played again by itself.
 *
 * @param pieces are sent one by one
 */
record FuzzCase(long number, List<byte[]> pieces, Ending ending) {

    /** What the client does when all is sent. */
    enum Ending {
        STAY,
        CLOSE,
        HALF_CLOSE,
        RESET
    }

    static FuzzCase of(long seed, long number, FuzzCorpus corpus) {
        RandomGenerator random = new SplittableRandom(seed ^ (number * 0x9E3779B97F4A7C15L));
        byte[] bytes = bytes(corpus, random);
        return new FuzzCase(number, pieces(bytes, random), ending(random));
    }

    @Override
    public String toString() {
        byte[] all = pieces.stream().reduce(new byte[] {}, FuzzCorpus::joined);
        byte[] begin = Arrays.copyOf(all, Math.min(all.length, 300));
        return "case " + number + ", " + pieces.size() + " pieces, " + all.length + " bytes, " + ending + ": "
                + new String(begin, StandardCharsets.ISO_8859_1).replaceAll("[^\\r\\n\\x20-\\x7E]", "?");
    }

    private static byte[] bytes(FuzzCorpus corpus, RandomGenerator random) {
        FuzzDamage damage = new FuzzDamage(corpus, random);
        // Nothing at all one time in four: what is sound has to be answered well in this company.
        int times = Math.max(0, random.nextInt(8) - 1) * random.nextInt(2);
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> damage.to(corpus.request(random), times);
            case 3 -> damage.to(FuzzCorpus.joined(corpus.request(random), corpus.request(random)), times);
            case 4, 5 -> damage.to(FuzzCorpus.joined(FuzzCorpus.handshake(), new FuzzFrames(random).some()), times);
            case 6 -> FuzzCorpus.joined(FuzzCorpus.handshake(), new FuzzFrames(random).some());
            case 7 -> FuzzCorpus.joined(FuzzCorpus.handshake(), damage.to(new FuzzFrames(random).some(), times));
            default -> {
                byte[] document = corpus.document(random).getBytes(StandardCharsets.UTF_8);
                byte[] write = corpus.write(damage.to(document, times), random);
                yield random.nextInt(4) == 0 ? FuzzCorpus.joined(write, corpus.request(random)) : write;
            }
        };
    }

    private static List<byte[]> pieces(byte[] bytes, RandomGenerator random) {
        TreeSet<Integer> cuts = new TreeSet<>();
        int most = random.nextInt(20) == 0 ? 200 : 4;
        for (int i = random.nextInt(most); i > 0 && bytes.length > 1; i--) {
            cuts.add(1 + random.nextInt(bytes.length - 1));
        }
        List<byte[]> pieces = new ArrayList<>();
        int from = 0;
        for (int cut : cuts) {
            pieces.add(Arrays.copyOfRange(bytes, from, cut));
            from = cut;
        }
        pieces.add(Arrays.copyOfRange(bytes, from, bytes.length));
        return pieces;
    }

    private static Ending ending(RandomGenerator random) {
        return switch (random.nextInt(10)) {
            case 0 -> Ending.CLOSE;
            case 1 -> Ending.HALF_CLOSE;
            case 2 -> Ending.RESET;
            default -> Ending.STAY;
        };
    }
}
