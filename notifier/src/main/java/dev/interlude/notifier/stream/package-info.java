/**
 * A connection that has left HTTP for good and carries a stream: how it gives up what HTTP kept for it, and how whole pieces
 * are written to it. Shared by the transports; it knows none of them, and no subscriber.
 */
@NullMarked
package dev.interlude.notifier.stream;

import org.jspecify.annotations.NullMarked;
