package dev.interlude.notifier.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlude.notifier.backplane.MemoryBackplane;
import dev.interlude.notifier.limit.Limit;
import dev.interlude.protocol.MaintenanceState;
import dev.interlude.protocol.Notice;
import dev.interlude.protocol.Phase;
import dev.interlude.protocol.StateVersion;
import dev.interlude.protocol.Texts;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HubTest {

    private static final Instant NOW = Instant.parse("2026-11-20T22:00:00Z");
    private static final Pace PACE = new Pace(Duration.ofSeconds(40), Duration.ofSeconds(10));

    private final MemoryBackplane backplane = new MemoryBackplane();
    private final AtomicInteger built = new AtomicInteger();
    private final Encoding plain = new Encoding() {
        @Override
        public ByteBuffer message(byte[] json, StateVersion version) {
            built.incrementAndGet();
            return ByteBuffer.wrap(json);
        }

        @Override
        public ByteBuffer heartbeat(byte[] json) {
            return ByteBuffer.wrap(json);
        }

        @Override
        public boolean isAnswered() {
            return true;
        }
    };
    private long millis = 1_000;
    private final List<Limit> reached = new ArrayList<>();
    private final Hub hub = new Hub(
            backplane,
            Runnable::run,
            Clock.fixed(NOW, ZoneOffset.UTC),
            () -> millis,
            PACE,
            Timing.STANDARD,
            reached::add,
            (subscribers, took) -> {});
    private final Heartbeat heartbeat = hub.heartbeat();

    @Test
    void broadcastIsBuiltOnce() {
        List<FakeChannel> channels = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            channels.add(subscribed());
        }
        built.set(0);

        store(1);

        assertThat(built).hasValue(1);
        assertThat(channels).allSatisfy(channel -> assertThat(channel.frames).hasSize(2));
    }

    @Test
    void readerThatStallsGetsOnlyTheNewestOnceItReadsAgain() {
        FakeChannel channel = new FakeChannel();
        channel.reads = false;
        hub.subscribe("shop", channel, plain);
        for (int revision = 1; revision <= 9; revision++) {
            store(revision);
        }

        channel.catchUp();
        channel.catchUp();

        assertThat(channel.frames).hasSize(2);
        assertThat(channel.frames.get(0)).contains("\"revision\":0");
        assertThat(channel.frames.get(1)).contains("\"revision\":9");
    }

    @Test
    void readerThatStallsIsCutWithinTenSeconds() {
        FakeChannel stalled = subscribed();
        FakeChannel reading = subscribed();
        stalled.reads = false;
        store(1);

        after(Duration.ofMillis(8_900));
        assertThat(stalled.terminated).isFalse();
        after(Duration.ofMillis(1_100));

        assertThat(stalled.terminated).isTrue();
        assertThat(reading.terminated).isFalse();
        assertThat(reached).containsExactly(Limit.SLOW_READER);
    }

    @Test
    void everyoneIsGreetedOnceInEveryInterval() {
        List<FakeChannel> channels = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            channels.add(subscribed());
        }

        after(Duration.ofSeconds(25));

        assertThat(channels)
                .allSatisfy(channel -> assertThat(channel.frames)
                        .hasSize(2)
                        .last()
                        .isEqualTo("{\"type\":\"heartbeat\",\"now\":" + NOW.toEpochMilli() + "}"));
    }

    @Test
    void subscriberThatSaysNothingAfterAHeartbeatIsCut() {
        FakeChannel silent = subscribed();
        FakeChannel answering = new FakeChannel();
        Subscriber answers = hub.subscribe("shop", answering, plain);

        for (int second = 0; second < 120 && !silent.terminated; second++) {
            after(Duration.ofSeconds(1));
            answers.heard();
            if (second < 34) {
                assertThat(silent.terminated).as("after %s s", second).isFalse();
            }
        }

        assertThat(silent.terminated).isTrue();
        assertThat(answering.terminated).isFalse();
        assertThat(millis).isLessThanOrEqualTo(1_000 + 62_000);
    }

    @Test
    void clientsSetTheirClockByFreshFramesOnly() {
        subscribed();
        built.set(0);

        subscribed();
        assertThat(built).hasValue(0);
        millis += 1_000;
        subscribed();

        assertThat(built).hasValue(1);
    }

    @Test
    void applicationIsForgottenWithItsLastSubscriber() {
        FakeChannel channel = new FakeChannel();
        Subscriber subscriber = hub.subscribe("shop", channel, plain);
        hub.unsubscribe("shop", subscriber);
        hub.unsubscribe("shop", subscriber);

        store(1);

        assertThat(hub.subscribers()).isZero();
        assertThat(channel.frames).hasSize(1);
        assertThat(subscribed().frames.get(0)).contains("\"revision\":1");
    }

    @Test
    void oneThatFailsIsCutAndTheOthersAreTold() {
        FakeChannel before = subscribed();
        FakeChannel broken = new FakeChannel() {
            @Override
            public void write(ByteBuffer frame, WriteListener listener) {
                listener.failed();
            }
        };
        hub.subscribe("shop", broken, plain);
        FakeChannel after = subscribed();

        store(1);

        assertThat(broken.terminated).isTrue();
        assertThat(before.frames).hasSize(2);
        assertThat(after.frames).hasSize(2);
    }

    @Test
    void drainSendsEveryoneAwayInBatchesAndCutsWhoStays() throws InterruptedException {
        List<FakeChannel> channels = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            channels.add(subscribed());
        }
        List<Long> batches = new ArrayList<>();
        Drain drain = new Drain(
                hub,
                () -> 1,
                () -> millis,
                pause -> {
                    millis += pause;
                    batches.add(channels.stream()
                            .filter(channel -> channel.sentAway)
                            .count());
                },
                new Random(7));

        drain.within(Duration.ofSeconds(10));

        assertThat(batches).startsWith(250L, 500L, 600L);
        assertThat(channels).allSatisfy(channel -> {
            assertThat(channel.sentAway).isTrue();
            assertThat(channel.terminated).isTrue();
        });
        assertThat(millis).isBetween(11_000L, 11_500L);
    }

    private FakeChannel subscribed() {
        FakeChannel channel = new FakeChannel();
        hub.subscribe("shop", channel, plain);
        return channel;
    }

    private void store(long revision) {
        StateVersion expected = backplane.current("shop").version();
        Notice notice = Notice.of("window", NOW, Texts.of("en", "words " + revision));
        backplane.compareAndSet(
                expected, new MaintenanceState("shop", new StateVersion(7, revision), NOW, Phase.IN_PROGRESS, notice));
    }

    private void after(Duration time) {
        long end = millis + time.toMillis();
        while (millis + hub.turnMs() <= end) {
            millis += hub.turnMs();
            heartbeat.run();
        }
        millis = end;
    }
}
