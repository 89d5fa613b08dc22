package dev.interlude.notifier.websocket;

import dev.interlude.notifier.hub.Subscriber;
import dev.interlude.notifier.limit.Limit;
import dev.interlude.notifier.limit.LimitListener;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import java.nio.ByteBuffer;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.memory.ByteBufferArray;
import org.glassfish.tyrus.spi.ReadHandler;
import org.jspecify.annotations.Nullable;

/**
 * What an upgraded connection's bytes go through instead of the HTTP filters. One for each connection; Grizzly reads a
 * connection with one thread at a time.
 */
final class FrameFilter extends BaseFilter {

    private final LiveConnection connection;
    private final FrameGuard guard;
    private final LimitListener limits;
    private volatile @Nullable ReadHandler session;
    private volatile @Nullable Subscriber subscriber;

    FrameFilter(LiveConnection connection, FrameGuard guard, LimitListener limits) {
        this.connection = connection;
        this.guard = guard;
        this.limits = limits;
    }

    /**
     * From here on bytes go to the session. Called in the read that upgraded the connection, so that no other one comes
     * before it.
     */
    void opened(ReadHandler opened, @Nullable Subscriber subscribed) {
        session = opened;
        subscriber = subscribed;
    }

    @Override
    public NextAction handleRead(FilterChainContext ctx) {
        Buffer bytes = ctx.getMessage();
        read(bytes);
        bytes.tryDispose();
        return ctx.getStopAction();
    }

    void read(Buffer bytes) {
        Subscriber listening = subscriber;
        if (listening != null) {
            listening.heard();
        }
        if (!bytes.isComposite()) {
            read(bytes.toByteBuffer());
            return;
        }
        ByteBufferArray parts = bytes.toByteBufferArray();
        for (int i = 0; i < parts.size(); i++) {
            read(parts.getArray()[i]);
        }
        parts.recycle();
    }

    private void read(ByteBuffer bytes) {
        ByteBuffer inspected = bytes.duplicate();
        FrameGuard.Verdict verdict = guard.inspect(inspected);
        if (verdict == FrameGuard.Verdict.CLOSED) {
            connection.peerIsDone();
        }
        ReadHandler open = session;
        if (open == null || connection.isClosing()) {
            return;
        }
        switch (verdict) {
            case FINE, CLOSED -> handOver(bytes, inspected.position(), open);
            case UNMASKED -> refuse(CloseCodes.PROTOCOL_ERROR, "frames of a client are masked");
            case MALFORMED -> refuse(CloseCodes.PROTOCOL_ERROR, "malformed frame");
            case TOO_LONG -> {
                limits.reached(Limit.MESSAGE_LENGTH);
                refuse(CloseCodes.TOO_BIG, "longer than " + FrameGuard.MAX_PAYLOAD + " bytes");
            }
            case TOO_MANY -> {
                limits.reached(Limit.MESSAGE_RATE);
                refuse(CloseCodes.VIOLATED_POLICY, "too many frames");
            }
        }
    }

    /**
     * Piece by piece, since Tyrus takes more bytes at once than it would keep for a fault; and nothing behind a Close, nor behind
     * what made Tyrus send one: it would take the middle of a frame for the beginning of another.
     */
    private void handOver(ByteBuffer bytes, int end, ReadHandler to) {
        while (bytes.position() < end && !connection.isClosing()) {
            int length = Math.min(FrameGuard.MAX_PAYLOAD, end - bytes.position());
            to.handle(bytes.slice(bytes.position(), length));
            bytes.position(bytes.position() + length);
        }
    }

    private void refuse(CloseCodes code, String reason) {
        connection.close(new CloseReason(code, reason));
    }
}
