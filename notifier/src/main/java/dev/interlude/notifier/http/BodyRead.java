package dev.interlude.notifier.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.glassfish.grizzly.ReadHandler;
import org.glassfish.grizzly.http.io.NIOInputStream;
import org.glassfish.grizzly.http.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Reads one body without holding a thread while the client takes its time, of which it has so much and no more. Grizzly calls
 * the handler on one thread at a time, and reads nothing from the connection between a call and the next registration.
 */
final class BodyRead implements ReadHandler {

    private final Request request;
    private final NIOInputStream in;
    private final int atMost;
    private final Consumer<byte[]> whole;
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile @Nullable ScheduledFuture<?> deadline;

    private BodyRead(Request request, int atMost, Consumer<byte[]> whole) {
        this.request = request;
        this.in = request.getNIOInputStream();
        this.atMost = atMost;
        this.whole = whole;
    }

    /**
     * Begins to read a body, whose response is suspended.
     *
     * @param atMost how many bytes to read; what follows them is left
     * @param patience how long the whole body may take
     * @param whole takes the body, once, unless the client was late or left
     * @param late is run instead where the client was late; it answers and closes the connection
     */
    static void begin(
            Request request,
            int atMost,
            Duration patience,
            ScheduledExecutorService timer,
            Consumer<byte[]> whole,
            Runnable late) {
        BodyRead body = new BodyRead(request, atMost, whole);
        body.deadline = timer.schedule(
                () -> {
                    if (body.over.compareAndSet(false, true)) {
                        late.run();
                    }
                },
                patience.toMillis(),
                TimeUnit.MILLISECONDS);
        body.in.notifyAvailable(body);
    }

    @Override
    public void onDataAvailable() throws IOException {
        readWhatIsThere();
        if (read.size() >= atMost) {
            finish();
        } else if (!over.get() && request.getRequest().isExpectContent()) {
            // After the last piece the end is told of without being asked for; to ask would begin to read the next
            // request.
            in.notifyAvailable(this);
        }
    }

    @Override
    public void onAllDataRead() throws IOException {
        readWhatIsThere();
        finish();
    }

    /** Also called when the connection ends, and then the server itself gives up the response. */
    @Override
    public void onError(Throwable cause) {
        if (end()) {
            request.getRequest().getConnection().closeSilently();
        }
    }

    private void readWhatIsThere() throws IOException {
        while (!over.get() && in.readyData() > 0 && read.size() < atMost) {
            byte[] piece = new byte[Math.min(in.readyData(), atMost - read.size())];
            int length = in.read(piece);
            if (length < 0) {
                return;
            }
            read.write(piece, 0, length);
        }
    }

    private void finish() {
        if (end()) {
            whole.accept(read.toByteArray());
        }
    }

    private boolean end() {
        boolean first = over.compareAndSet(false, true);
        ScheduledFuture<?> timeout = deadline;
        if (timeout != null) {
            timeout.cancel(false);
        }
        return first;
    }
}
