package dev.interlude.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged hub among clients that send what nobody should: 15 s of it, an hour by {@code bin/test --long}. Whatever it is
 * sent, it answers as documented, goes on serving others, and keeps nothing.
 *
 * <p>{@code -Dinterlude.fuzz.seed=S} begins with the seed that a run has printed, {@code -Dinterlude.fuzz.case=N} plays that
 * case alone; {@code -Dinterlude.fuzz.seconds}, {@code threads} and {@code pause} (milliseconds between two cases) say for how
 * long and how hard.
 */
@Timeout(value = 75, unit = TimeUnit.MINUTES)
class HubFuzzIT {

    private static final boolean LONG = "yes".equals(System.getenv("INTERLUDE_LONG"));
    private static final Duration TIME = Duration.ofSeconds(Long.getLong("interlude.fuzz.seconds", LONG ? 3_600 : 15));
    private static final int THREADS = Integer.getInteger("interlude.fuzz.threads", LONG ? 1 : 3);
    private static final Duration PAUSE = Duration.ofMillis(Long.getLong("interlude.fuzz.pause", LONG ? 10 : 2));
    private static final long SEED = Long.getLong("interlude.fuzz.seed", System.nanoTime());
    private static final long ONLY = Long.getLong("interlude.fuzz.case", -1);

    /** So many cases load every class and fill every pool before the hub is measured. */
    private static final int WARM_UP = 300;

    private static final int MOST_FINDINGS = 10;

    /** So many characters before and behind what was found. */
    private static final int MOST_OF_LOG = 3_000;

    private static final long MOST_HEAP_GROWTH = 16L << 20;
    private static final Pattern TROUBLE = Pattern.compile("^\\S+ (warning|severe) .*|^\\s+at .*", Pattern.MULTILINE);

    private final FuzzCorpus corpus = new FuzzCorpus();
    private final AtomicLong cases = new AtomicLong();
    private final Map<Integer, AtomicLong> answers = new ConcurrentSkipListMap<>();
    private final Queue<String> findings = new ConcurrentLinkedQueue<>();

    @TempDir
    Path folder;

    private JarProcess jar;
    private FuzzCanary canary;

    @BeforeEach
    void start() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), RunningHub.SECRET);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        jar = JarProcess.start(
                java,
                folder,
                1,
                "--port",
                "0",
                "--data-dir",
                folder.resolve("data").toString(),
                "--admin-token-file",
                token.toString());
        canary = new FuzzCanary(jar.address());
    }

    @AfterEach
    void end() {
        jar.kill();
    }

    @Test
    void whateverIsSentTheHubGoesOnAsDocumentedAndKeepsNothing() throws IOException, InterruptedException {
        System.out.println("fuzz: seed " + SEED + ", " + TIME.toSeconds() + " s, " + THREADS + " threads");
        if (ONLY >= 0) {
            play(ONLY, ONLY + 1, Duration.ofMinutes(1));
        } else {
            play(0, WARM_UP, Duration.ofMinutes(1));
            Kept before = kept();
            play(WARM_UP, Long.MAX_VALUE, TIME);
            Waiting.until(
                    "all connections but the canary's are gone", () -> canary.meter("interlude_connections") == 1);
            Waiting.until(
                    "no more files are open than before: " + before,
                    () -> canary.meter("process_files_open_files") <= before.files() + 2);
            Kept after = kept();
            System.out.println("fuzz: kept before: " + before + ", after: " + after);
            assertThat(after.heap()).as("heap").isLessThan(before.heap() + MOST_HEAP_GROWTH);
            assertThat(after.threads()).as("threads").isLessThan(before.threads() + 10);
        }
        System.out.println("fuzz: " + cases + " cases; answers " + answers + "; " + canary);
        assertThat(findings).as("seed " + SEED).isEmpty();
        requireQuietLog();
    }

    /** What is left in the hub when nothing goes on. */
    private record Kept(long files, long threads, long heap) {}

    private Kept kept() throws IOException, InterruptedException {
        Process collect = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(jar.process().pid()),
                        "GC.run")
                .redirectErrorStream(true)
                .start();
        String said = new String(collect.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(collect.waitFor()).as(said).isZero();
        return new Kept(
                canary.meter("process_files_open_files"),
                canary.meter("jvm_threads_live_threads"),
                canary.meter("jvm_memory_used_bytes{area=\"heap\""));
    }

    /** Plays the cases from one number to before another, for no longer than that. */
    private void play(long from, long to, Duration time) throws InterruptedException {
        long deadline = System.nanoTime() + time.toNanos();
        AtomicLong next = new AtomicLong(from);
        List<Thread> players = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Thread player = new Thread(() -> playUntil(next, to, deadline), "player-" + i);
            players.add(player);
            player.start();
        }
        while (players.stream().anyMatch(Thread::isAlive)) {
            try {
                canary.sing();
            } catch (AssertionError | RuntimeException e) {
                findings.add("about case " + next + ", the canary: " + e);
            }
            players.get(0).join(200);
        }
    }

    private void playUntil(AtomicLong next, long to, long deadline) {
        try (FuzzClient client = new FuzzClient(URI.create(jar.address()).getPort(), this::judge)) {
            long number = next.getAndIncrement();
            while (number < to && System.nanoTime() - deadline < 0 && findings.size() < MOST_FINDINGS) {
                cases.incrementAndGet();
                client.play(FuzzCase.of(SEED, number, corpus));
                LockSupport.parkNanos(PAUSE.toNanos());
                number = next.getAndIncrement();
            }
        } catch (IOException e) {
            findings.add("about case " + next + ", the hub takes no connection: " + e);
        }
    }

    private void judge(FuzzCase test, byte[] received) {
        try {
            FuzzAnswers.judge(
                    received,
                    code -> answers.computeIfAbsent(code, key -> new AtomicLong())
                            .incrementAndGet());
            requireQuietLog();
        } catch (AssertionError e) {
            findings.add(e.getMessage() + " <- " + test);
        }
    }

    /** Nothing that a client sends is worth a warning: whoever wants to could fill the log with it. */
    private void requireQuietLog() {
        String log = jar.errors();
        Matcher trouble = TROUBLE.matcher(log);
        if (trouble.find()) {
            int end = Math.min(log.length(), trouble.start() + MOST_OF_LOG);
            throw new AssertionError("the log says: " + log.substring(Math.max(0, trouble.start() - MOST_OF_LOG), end));
        }
    }
}
