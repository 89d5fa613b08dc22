package dev.interlude.notifier.websocket;

import dev.interlude.notifier.hub.Subscriber;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the upgrade knows and the session needs. It travels as the request's HTTP session and then as a user property: the way
 * that Jakarta WebSocket has from one to the other.
 */
final class LiveRequest {

    private static final String PROPERTY = LiveRequest.class.getName();

    private final String app;
    private final LiveConnection channel;
    private @Nullable Subscriber subscriber;

    LiveRequest(String app, LiveConnection channel) {
        this.app = app;
        this.channel = channel;
    }

    static void passOn(HandshakeRequest from, ServerEndpointConfig to) {
        to.getUserProperties().put(PROPERTY, from.getHttpSession());
    }

    static LiveRequest of(Session session) {
        return (LiveRequest) Objects.requireNonNull(session.getUserProperties().get(PROPERTY));
    }

    String app() {
        return app;
    }

    LiveConnection channel() {
        return channel;
    }

    void opened(Subscriber opened) {
        subscriber = opened;
    }

    /** The subscriber that the session became; null where it could not be opened. */
    @Nullable
    Subscriber subscriber() {
        return subscriber;
    }
}
