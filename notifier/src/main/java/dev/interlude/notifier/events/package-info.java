/**
 * The server-sent events transport: a request for {@code events} becomes an endless answer and a subscriber. It knows the hub,
 * who may connect, and nothing of WebSocket.
 */
@NullMarked
package dev.interlude.notifier.events;

import org.jspecify.annotations.NullMarked;
