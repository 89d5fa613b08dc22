package dev.interlude.publisher.preview;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Counts the changes of the watched files, seen by size and time. Safe for many threads. */
final class Watch implements AutoCloseable {

    private static final Duration PACE = Duration.ofMillis(250);
    private static final int MAX_FILES = 1_000;
    private static final int MAX_DEPTH = 16;

    private final PreviewSource source;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "preview-watch");
        thread.setDaemon(true);
        return thread;
    });
    private String seen;
    private long changes;
    private boolean closed;

    Watch(PreviewSource source) {
        this.source = source;
        this.seen = fingerprint(source.watched());
        var unused = timer.scheduleWithFixedDelay(this::look, PACE.toMillis(), PACE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Waits until there are more changes than those, or that time has passed; returns how many there are. */
    synchronized long awaitMoreThan(long known, Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        for (long left = most.toMillis(); changes == known && !closed && left > 0; ) {
            wait(left);
            left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        }
        return changes;
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
        timer.shutdownNow();
    }

    private void look() {
        String now = fingerprint(source.watched());
        synchronized (this) {
            if (!now.equals(seen)) {
                seen = now;
                changes++;
                notifyAll();
            }
        }
    }

    private static String fingerprint(List<Path> places) {
        StringBuilder fingerprint = new StringBuilder();
        for (Path place : places) {
            try (Stream<Path> files = Files.walk(place, MAX_DEPTH)) {
                files.limit(MAX_FILES).sorted().forEach(file -> append(fingerprint, file));
            } catch (IOException | UncheckedIOException e) {
                // Not there, or just being replaced: that is a state of things, too.
                fingerprint.append(place).append(" away\n");
            }
        }
        return fingerprint.toString();
    }

    private static void append(StringBuilder fingerprint, Path file) {
        try {
            fingerprint
                    .append(file)
                    .append(' ')
                    .append(Files.isDirectory(file) ? 0 : Files.size(file))
                    .append(' ')
                    .append(Files.getLastModifiedTime(file).toMillis())
                    .append('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
