package dev.interlude.notifier.websocket;

import dev.interlude.notifier.hub.Channel;
import dev.interlude.notifier.hub.Hub;
import dev.interlude.notifier.hub.Subscriber;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A session becomes a subscriber. What clients send is read and, in this version of the protocol, ignored. Public for Tyrus,
 * which calls it by reflection.
 */
public final class LiveEndpoint extends Endpoint {

    private static final System.Logger LOG = System.getLogger(LiveEndpoint.class.getName());

    private final Hub hub;
    private @Nullable String app;
    private @Nullable Subscriber subscriber;

    LiveEndpoint(Hub hub) {
        this.hub = hub;
    }

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        session.addMessageHandler(String.class, (MessageHandler.Whole<String>) text -> {});
        session.addMessageHandler(ByteBuffer.class, (MessageHandler.Whole<ByteBuffer>) bytes -> {});
        LiveRequest request = LiveRequest.of(session);
        app = request.app();
        subscriber = hub.subscribe(request.app(), request.channel(), FrameBytes.ENCODING);
        request.opened(subscriber);
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
        if (subscriber != null) {
            hub.unsubscribe(Objects.requireNonNull(app), subscriber);
        }
    }

    @Override
    public void onError(Session session, Throwable cause) {
        LOG.log(System.Logger.Level.DEBUG, "A session failed", cause);
        Channel channel = LiveRequest.of(session).channel();
        channel.terminate();
    }
}
