package dev.interlude.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.interlude.protocol.StateVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** WebSocket, server-sent events and polling beside each other, while somebody writes. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class TransportsTest {

    private static final int CHANGES = 200;

    private final RunningHub hub = RunningHub.start();
    private final ExecutorService readers = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        readers.shutdownNow();
        hub.close();
    }

    /** What one reader was told, by version; it fails where an older state comes behind a newer one. */
    private static final class Told {

        private final SortedMap<StateVersion, JsonNode> states = new TreeMap<>();

        void add(JsonNode state) {
            StateVersion version = version(state);
            assertThat(states.isEmpty() || version.isNewerThan(states.lastKey()))
                    .as("%s behind %s", version, states)
                    .isTrue();
            states.put(version, state);
        }

        boolean isWhole() {
            return !states.isEmpty() && states.lastKey().revision() >= CHANGES;
        }
    }

    @Test
    void allAreToldTheSameInTheSameOrderUpToTheLast() {
        TestSubscriber socket = hub.subscribe("shop");
        List<CompletableFuture<Told>> all = Stream.<Reader>of(
                        told -> fromSocket(socket, told), this::fromEvents, this::fromPolling)
                .map(reader -> CompletableFuture.supplyAsync(() -> readAll(reader), readers))
                .toList();
        for (int i = 1; i <= CHANGES; i++) {
            assertThat(hub.put("shop", States.inProgressDocument("shop", "words " + i))
                            .statusCode())
                    .isEqualTo(200);
        }

        SortedMap<StateVersion, JsonNode> newest = all.get(0).join().states;
        for (CompletableFuture<Told> each : all) {
            SortedMap<StateVersion, JsonNode> states = each.join().states;
            assertThat(states.lastKey()).isEqualTo(newest.lastKey());
            states.forEach((version, state) ->
                    assertThat(newest.getOrDefault(version, state)).isEqualTo(state));
        }
        assertThat(Objects.requireNonNull(newest.get(newest.lastKey()))
                        .at("/notice/title/en")
                        .textValue())
                .isEqualTo("words " + CHANGES);
    }

    @Test
    void whoComesLateHasTheNewestFirstOnEachOfThem() throws IOException {
        JsonNode newest = RunningHub.json(hub.put("shop", States.inProgressDocument("shop", "words")));

        assertThat(hub.subscribe("shop").next().get("state")).isEqualTo(newest);
        try (TestEvents events = TestEvents.open(hub, "shop")) {
            assertThat(events.next().json().get("state")).isEqualTo(newest);
        }
        assertThat(RunningHub.json(hub.get("/v1/apps/shop/state"))).isEqualTo(newest);
    }

    @FunctionalInterface
    private interface Reader {

        void readInto(Told told) throws IOException;
    }

    private static Told readAll(Reader reader) {
        Told told = new Told();
        try {
            reader.readInto(told);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return told;
    }

    private static void fromSocket(TestSubscriber socket, Told told) {
        while (!told.isWhole()) {
            told.add(socket.nextState());
        }
    }

    private void fromEvents(Told told) throws IOException {
        try (TestEvents events = TestEvents.open(hub, "shop")) {
            while (!told.isWhole()) {
                TestEvents.Event event = events.next();
                JsonNode state = event.json().get("state");
                assertThat(event.id()).isEqualTo(version(state).toString());
                told.add(state);
            }
        }
    }

    private void fromPolling(Told told) {
        String tag = "\"none\"";
        while (!told.isWhole()) {
            HttpResponse<String> answer = hub.get("/v1/apps/shop/state", "If-None-Match", tag);
            String next = answer.headers().firstValue("ETag").orElseThrow();
            assertThat(answer.statusCode()).isEqualTo(next.equals(tag) ? 304 : 200);
            if (answer.statusCode() == 200) {
                told.add(RunningHub.json(answer));
                assertThat(next).isEqualTo(told.states.lastKey().entityTag());
            }
            tag = next;
        }
    }

    private static StateVersion version(JsonNode state) {
        return new StateVersion(
                state.get("epoch").longValue(), state.get("revision").longValue());
    }
}
