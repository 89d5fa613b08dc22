package dev.interlude.notifier;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what is to come, and says what did not. */
final class Waiting {

    private static final long SECONDS = 20;

    private Waiting() {}

    static void until(String expectation, BooleanSupplier condition) {
        until(SECONDS, expectation, condition);
    }

    static void until(long seconds, String expectation, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("not within " + seconds + " s: " + expectation);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }
}
