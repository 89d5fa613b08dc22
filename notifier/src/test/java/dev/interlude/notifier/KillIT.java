package dev.interlude.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar, killed at random moments: while it starts, and while three writers never pause. */
class KillIT {

    /** How often it is killed; bin/test --long does it two hundred times. */
    private static final int KILLS = "yes".equals(System.getenv("INTERLUDE_LONG")) ? 200 : 20;

    /** In one life of the hub, before it is killed. */
    private static final int MOST_ANSWERS = 40;

    private static final List<String> APPS = List.of("shop", "shop-api", "help");

    @TempDir
    Path folder;

    private final JarRuns runs = new JarRuns();
    private final long seed = System.nanoTime();
    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(seed);

    /** The newest state of each application that its writer was given, or anybody read. */
    private final Map<String, JsonNode> acknowledged = new ConcurrentHashMap<>();

    private final AtomicInteger writes = new AtomicInteger();
    private final AtomicInteger answers = new AtomicInteger();
    private int midWrite;
    private int neverTold;

    @AfterEach
    void endAll() {
        runs.close();
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void everyAcknowledgedStateSurvives() throws IOException {
        for (int kill = 0; kill < KILLS; kill++) {
            if (kill % 5 == 4) {
                killWhileItStarts();
            } else {
                killWhileItIsWrittenTo();
            }
            midWrite += files(".unfinished").isEmpty() ? 0 : 1;
        }
        check(runs.start(List.of(), JarRuns.JAVA, folder, data()));

        assertThat(answers).hasPositiveValue();
        System.out.printf(
                "%d kills (seed %d): %d of %d writes were acknowledged and none is lost; %d kills left a file half"
                        + " written, %d changes had been stored and not acknowledged%n",
                KILLS, seed, answers.get(), writes.get(), midWrite, neverTold);
    }

    private void killWhileItStarts() throws IOException {
        JarProcess jar = runs.begin(List.of(), JarRuns.JAVA, folder, data());
        pause(800);
        jar.kill();
    }

    private void killWhileItIsWrittenTo() throws IOException {
        JarRuns.Run hub = runs.start(List.of(), JarRuns.JAVA, folder, data());
        check(hub);
        List<Thread> writers = new ArrayList<>();
        for (String app : APPS) {
            Thread writer = new Thread(() -> writeUntilItFails(hub, app));
            writer.start();
            writers.add(writer);
        }
        int enough = answers.get() + random.nextInt(MOST_ANSWERS);
        Waiting.until("some writes are acknowledged", () -> answers.get() >= enough);
        pause(30);
        hub.kill();
        for (Thread writer : writers) {
            try {
                writer.join(TimeUnit.SECONDS.toMillis(30));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            assertThat(writer.isAlive()).isFalse();
        }
    }

    /** What is there is what was acknowledged last, or one of those that were sent after it, and whole. */
    private void check(JarRuns.Run hub) throws IOException {
        for (String app : APPS) {
            JsonNode known = acknowledged.get(app);
            JsonNode there =
                    Fixtures.JSON.readTree(hub.get("/v1/apps/" + app + "/state").body());
            if (known == null) {
                continue;
            }
            assertThat(there.get("epoch")).as("seed %s", seed).isEqualTo(known.get("epoch"));
            assertThat(revision(there)).as("seed %s", seed).isBetween(revision(known), revision(known) + 1);
            if (revision(there) == revision(known)) {
                assertThat(there).isEqualTo(known);
            } else {
                neverTold++;
                // It has been read by now, and is not to be lost any more than what was acknowledged.
                acknowledged.put(app, there);
            }
        }
        assertThat(files(".unreadable-")).isEmpty();
    }

    private void writeUntilItFails(JarRuns.Run hub, String app) {
        try {
            while (true) {
                HttpResponse<String> response = hub.put(app, document(app, writes.incrementAndGet()));
                assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
                acknowledged.put(app, Fixtures.JSON.readTree(response.body()));
                answers.incrementAndGet();
            }
        } catch (IOException | UncheckedIOException e) {
            // The hub was killed: what it acknowledged is known.
        }
    }

    /** Some are short, some as long as a file may be. */
    private static String document(String app, int write) throws IOException {
        ObjectNode document = (ObjectNode) Fixtures.JSON.readTree(States.inProgressDocument(app, "write " + write));
        ObjectNode body =
                ((ObjectNode) document.get("notice")).putObject("body").put("en", "words");
        for (char c = 'a'; c < 'a' + write % 19; c++) {
            body.put("x" + c, "words ".repeat(160));
        }
        return document.toString();
    }

    private void pause(int mostMillis) {
        LockSupport.parkNanos(random.nextLong(TimeUnit.MILLISECONDS.toNanos(mostMillis)));
    }

    private static long revision(JsonNode state) {
        return state.get("revision").longValue();
    }

    private Path data() {
        return folder.resolve("data");
    }

    private List<String> files(String part) throws IOException {
        if (!Files.exists(data())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(data())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.contains(part))
                    .toList();
        }
    }
}
