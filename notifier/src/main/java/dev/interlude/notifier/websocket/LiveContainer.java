package dev.interlude.notifier.websocket;

import dev.interlude.notifier.hub.Hub;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Extension;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.glassfish.tyrus.core.TyrusWebSocketEngine;
import org.glassfish.tyrus.server.TyrusServerContainer;
import org.glassfish.tyrus.spi.WebSocketEngine;

/** Tyrus without a server of its own: the engine that upgrades requests and reads frames, with one endpoint. */
final class LiveContainer extends TyrusServerContainer {

    /** Tyrus keeps unread bytes of each connection up to this; the guard lets nothing longer through. */
    private static final int INCOMING_BYTES = 4 * FrameGuard.MAX_PAYLOAD;

    private final TyrusWebSocketEngine engine;

    private LiveContainer() {
        super((Set<Class<?>>) null);
        this.engine = TyrusWebSocketEngine.builder(this)
                .incomingBufferSize(INCOMING_BYTES)
                .build();
    }

    static LiveContainer serving(Hub hub, String path) {
        LiveContainer container = new LiveContainer();
        container.setDefaultMaxTextMessageBufferSize(FrameGuard.MAX_PAYLOAD);
        container.setDefaultMaxBinaryMessageBufferSize(FrameGuard.MAX_PAYLOAD);
        // A task for each session, and two timers a message, otherwise; the hub's heartbeat finds the dead.
        container.setDefaultMaxSessionIdleTimeout(-1);
        try {
            container.register(ServerEndpointConfig.Builder.create(LiveEndpoint.class, path)
                    .configurator(new ToHub(hub))
                    .build());
            container.start("", 0);
        } catch (DeploymentException | IOException e) {
            throw new IllegalStateException("the endpoint cannot be deployed", e);
        }
        container.doneDeployment();
        return container;
    }

    @Override
    public void register(Class<?> endpointClass) throws DeploymentException {
        engine.register(endpointClass, "");
    }

    @Override
    public void register(ServerEndpointConfig config) throws DeploymentException {
        engine.register(config, "");
    }

    @Override
    public WebSocketEngine getWebSocketEngine() {
        return engine;
    }

    @Override
    public Map<String, Object> getProperties() {
        return Map.of();
    }

    /** Makes an endpoint for each session and hands it what the upgrade knows. */
    private static final class ToHub extends ServerEndpointConfig.Configurator {

        private final Hub hub;

        ToHub(Hub hub) {
            this.hub = hub;
        }

        @Override
        public <T> T getEndpointInstance(Class<T> endpointClass) {
            return endpointClass.cast(new LiveEndpoint(hub));
        }

        @Override
        public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
            LiveRequest.passOn(request, config);
        }

        /** Decided before the upgrade, where a refusal can still be an HTTP answer. */
        @Override
        public boolean checkOrigin(String origin) {
            return true;
        }

        /** None: with compression each connection would need frames and memory of its own. */
        @Override
        public List<Extension> getNegotiatedExtensions(List<Extension> installed, List<Extension> requested) {
            return List.of();
        }
    }
}
