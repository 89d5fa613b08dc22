package dev.interlude.notifier.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.interlude.protocol.Notice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The audit log in a file. When a line no longer fits, the file is put aside as {@code <name>.1}, the one before as {@code .2}, and
 * so on; the oldest is dropped.
 */
public final class AuditFile implements AuditLog {

    /** The most that one file holds, in bytes. */
    public static final long MOST_BYTES = 10L * 1024 * 1024;

    /** How many files are kept besides the one that is written. */
    public static final int KEPT = 9;

    /** The number of the lines' format, in each of them. */
    static final int FORMAT = 1;

    private static final System.Logger LOG = System.getLogger(AuditFile.class.getName());
    private static final JsonMapper JSON = new JsonMapper();

    private final Path file;
    private final long mostBytes;
    private final AtomicInteger lost = new AtomicInteger();

    /** Writes to that file, which is created with the first line. */
    public AuditFile(Path file) {
        this(file, MOST_BYTES);
    }

    AuditFile(Path file, long mostBytes) {
        this.file = file;
        this.mostBytes = mostBytes;
    }

    /** A change that was made stays made where the line cannot be written, and the log of the process says so. */
    @Override
    public synchronized void add(Attempt attempt) {
        byte[] line = line(attempt);
        try {
            if (size() + line.length > mostBytes) {
                rotate();
            }
            append(line);
        } catch (IOException e) {
            lost.incrementAndGet();
            LOG.log(
                    System.Logger.Level.ERROR,
                    "The audit log {0} cannot be written ({1}); this is missing from it: {2}",
                    file,
                    e.getMessage(),
                    new String(line, StandardCharsets.UTF_8).strip());
        }
    }

    @Override
    public int lost() {
        return lost.get();
    }

    /** On return the line is on the disk; on failure no piece of it is. */
    private void append(byte[] line) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            // A pipe or a terminal has no place to go back to.
            Files.write(file, line, StandardOpenOption.APPEND);
            return;
        }
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long end = channel.size();
            try {
                channel.position(end);
                if (isTorn(channel, end)) {
                    write(channel, new byte[] {'\n'});
                }
                write(channel, line);
                channel.force(false);
            } catch (IOException e) {
                channel.truncate(end);
                throw e;
            }
        }
    }

    /** A process that is killed may leave a piece of a line, which then gets a line of its own. */
    private static boolean isTorn(FileChannel channel, long end) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        return end > 0 && channel.read(last, end - 1) == 1 && last.get(0) != '\n';
    }

    private static void write(FileChannel channel, byte[] bytes) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            channel.write(rest);
        }
    }

    private long size() throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    private void rotate() throws IOException {
        for (int i = KEPT; i > 0; i--) {
            Path from = i == 1 ? file : aside(i - 1);
            if (Files.exists(from)) {
                Files.move(from, aside(i), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private Path aside(int number) {
        return file.resolveSibling(file.getFileName() + "." + number);
    }

    private static byte[] line(Attempt attempt) {
        ObjectNode line = JsonNodeFactory.instance
                .objectNode()
                .put("format", FORMAT)
                .put("at", attempt.at().toString())
                .put("who", attempt.who())
                .put("from", attempt.from())
                .put("what", "state.write")
                .put("app", attempt.app())
                .put("status", attempt.status());
        attempt.state().ifPresent(state -> {
            line.put("version", state.version().toString());
            line.put("phase", state.phase().wireName());
            Notice notice = state.notice();
            if (notice != null) {
                line.put("notice", notice.id());
            }
        });
        try {
            byte[] json = JSON.writeValueAsBytes(line);
            byte[] whole = Arrays.copyOf(json, json.length + 1);
            whole[json.length] = '\n';
            return whole;
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
