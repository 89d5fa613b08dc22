package dev.interlude.notifier.hub;

import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.random.RandomGenerator;

/**
 * Sends everyone away before a restart, in batches of random members, so that they neither leave nor come back as one crowd.
 */
public final class Drain {

    private static final System.Logger LOG = System.getLogger(Drain.class.getName());
    private static final long BATCH_MS = 100;

    /** The least size of a batch: small crowds are gone at once. */
    private static final int BATCH = 250;

    /** Waits, in a way that a test can shorten. */
    @FunctionalInterface
    public interface Pause {

        void millis(long millis) throws InterruptedException;
    }

    private final Hub hub;
    private final IntSupplier connections;
    private final Ticker ticker;
    private final Pause pause;
    private final RandomGenerator random;

    /** @param connections how many connections are open, those included whose goodbye is not answered yet */
    public Drain(Hub hub, IntSupplier connections, Ticker ticker, Pause pause, RandomGenerator random) {
        this.hub = hub;
        this.connections = connections;
        this.ticker = ticker;
        this.pause = pause;
        this.random = random;
    }

    /**
     * Says goodbye to everyone within half of the time and gives the other half to those who answer slowly; whoever is left
     * then is cut. New subscribers are to be kept out before.
     *
     * @throws InterruptedException if the caller is to hurry; everyone who is left has then been cut
     */
    public void within(Duration limit) throws InterruptedException {
        long deadline = ticker.millis() + limit.toMillis();
        List<Subscriber> leaving = hub.everyone();
        shuffle(leaving);
        try {
            long batches = Math.max(1, limit.toMillis() / 2 / BATCH_MS);
            int size = (int) Math.max(BATCH, (leaving.size() + batches - 1) / batches);
            for (int from = 0; from < leaving.size(); from += size) {
                leaving.subList(from, Math.min(from + size, leaving.size())).forEach(Subscriber::sendAway);
                if (from + size < leaving.size()) {
                    pause.millis(jittered());
                }
            }
            while (connections.getAsInt() > 0 && ticker.millis() < deadline) {
                sendAwayWhoCameLast(leaving);
                pause.millis(BATCH_MS / 5);
            }
        } finally {
            leaving.forEach(Subscriber::terminate);
            LOG.log(System.Logger.Level.INFO, "Said goodbye to {0} subscribers", leaving.size());
        }
    }

    /** Whoever was let in before the gate was shut may have become a subscriber since. */
    private void sendAwayWhoCameLast(List<Subscriber> leaving) {
        Set<Subscriber> known = new HashSet<>(leaving);
        for (Subscriber subscriber : hub.everyone()) {
            if (known.add(subscriber)) {
                leaving.add(subscriber);
                subscriber.sendAway();
            }
        }
    }

    private void shuffle(List<Subscriber> all) {
        for (int i = all.size() - 1; i > 0; i--) {
            Collections.swap(all, i, random.nextInt(i + 1));
        }
    }

    private long jittered() {
        return BATCH_MS / 2 + random.nextLong(BATCH_MS);
    }
}
