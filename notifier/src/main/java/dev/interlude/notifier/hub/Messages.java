package dev.interlude.notifier.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.interlude.protocol.MaintenanceState;
import dev.interlude.protocol.StateCodec;
import java.io.UncheckedIOException;
import java.time.Clock;

/** The messages that the hub sends, as JSON; {@code docs/protocol.md} is normative. */
final class Messages {

    private static final JsonMapper JSON = new JsonMapper();

    private final Clock clock;
    private final long heartbeatMs;

    Messages(Clock clock, long heartbeatMs) {
        this.clock = clock;
        this.heartbeatMs = heartbeatMs;
    }

    byte[] state(MaintenanceState state, long reconnectMs, long spreadMs) {
        ObjectNode message = message("state");
        message.put("heartbeatMs", heartbeatMs);
        message.put("reconnectMs", reconnectMs);
        message.put("spreadMs", spreadMs);
        message.set("state", StateCodec.tree(state));
        return bytes(message);
    }

    byte[] heartbeat() {
        return bytes(message("heartbeat"));
    }

    private ObjectNode message(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type).put("now", clock.millis());
    }

    private static byte[] bytes(ObjectNode message) {
        try {
            return JSON.writeValueAsBytes(message);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
