package dev.interlude.notifier.hub;

import dev.interlude.protocol.StateVersion;
import java.nio.ByteBuffer;

/** How a transport frames the hub's messages. Stateless; one instance serves all connections of its kind. */
public interface Encoding {

    /** A frame that carries the message, a JSON document on one line, with a state of that version. */
    ByteBuffer message(byte[] json, StateVersion version);

    /** A frame that carries the message and makes the other side answer, if the protocol has something for that. */
    ByteBuffer heartbeat(byte[] json);

    /** Whether the other side answers a heartbeat, so that its silence means something. */
    boolean isAnswered();
}
