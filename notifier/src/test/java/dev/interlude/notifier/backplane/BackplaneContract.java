package dev.interlude.notifier.backplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlude.protocol.MaintenanceState;
import dev.interlude.protocol.Notice;
import dev.interlude.protocol.Phase;
import dev.interlude.protocol.StateVersion;
import dev.interlude.protocol.Texts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every backplane does. */
abstract class BackplaneContract {

    private static final Instant THEN = Instant.parse("2026-11-20T22:00:00Z");

    Backplane backplane;

    abstract Backplane open() throws Exception;

    @BeforeEach
    void openOne() throws Exception {
        backplane = open();
    }

    @AfterEach
    void closeIt() {
        backplane.close();
    }

    @Test
    void knowsNothingOfAnApplicationAtFirst() {
        assertThat(backplane.current("shop")).isEqualTo(MaintenanceState.origin("shop"));
        assertThat(backplane.health()).isEqualTo(new Health.Well());
    }

    @Test
    void keepsWhatItStored() {
        MaintenanceState state = inProgress("shop", 1, "text");

        assertThat(backplane.compareAndSet(StateVersion.ORIGIN, state)).isTrue();

        assertThat(backplane.current("shop")).isEqualTo(state);
        assertThat(backplane.current("shop-api")).isEqualTo(MaintenanceState.origin("shop-api"));
    }

    @Test
    void storesNothingOnAnotherVersionThanTheExpectedOne() {
        MaintenanceState first = inProgress("shop", 1, "first");
        backplane.compareAndSet(StateVersion.ORIGIN, first);

        assertThat(backplane.compareAndSet(StateVersion.ORIGIN, inProgress("shop", 2, "second")))
                .isFalse();

        assertThat(backplane.current("shop")).isEqualTo(first);
    }

    @Test
    void tellsOfEveryChangeInOrder() {
        List<MaintenanceState> told = new ArrayList<>();
        backplane.onChange(told::add);
        MaintenanceState first = inProgress("shop", 1, "first");
        MaintenanceState second = inProgress("shop", 2, "second");

        backplane.compareAndSet(StateVersion.ORIGIN, first);
        backplane.compareAndSet(StateVersion.ORIGIN, inProgress("shop", 9, "refused"));
        backplane.compareAndSet(first.version(), second);

        assertThat(told).containsExactly(first, second);
    }

    @Test
    void letsOneOfManyWritersWin() throws InterruptedException {
        List<MaintenanceState> told = Collections.synchronizedList(new ArrayList<>());
        backplane.onChange(told::add);
        AtomicInteger winners = new AtomicInteger();
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            MaintenanceState own = inProgress("shop", 1, "writer " + i);
            Thread writer = new Thread(() -> {
                await(start);
                if (backplane.compareAndSet(StateVersion.ORIGIN, own)) {
                    winners.incrementAndGet();
                }
            });
            writer.start();
            writers.add(writer);
        }

        start.countDown();
        for (Thread writer : writers) {
            writer.join(10_000);
        }

        assertThat(winners).hasValue(1);
        assertThat(told).containsExactly(backplane.current("shop"));
    }

    static MaintenanceState inProgress(String app, long revision, String title) {
        return new MaintenanceState(
                app,
                new StateVersion(THEN.toEpochMilli(), revision),
                THEN,
                Phase.IN_PROGRESS,
                Notice.of("window", THEN, Texts.of("en", title)));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
