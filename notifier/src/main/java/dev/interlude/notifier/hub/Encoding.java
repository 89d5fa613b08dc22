package dev.interlude.notifier.hub;

import java.nio.ByteBuffer;

/** How a transport frames the hub's messages. Stateless; one instance serves all connections of its kind. */
public interface Encoding {

    /** A frame that carries the message, a JSON document. */
    ByteBuffer message(byte[] json);

    /** A frame that carries the message and makes the other side answer, if the protocol has something for that. */
    ByteBuffer heartbeat(byte[] json);
}
