/**
 * The WebSocket transport: our own way from an HTTP request to a Jakarta WebSocket session on Tyrus, and from there to the
 * hub. The only package that knows {@code jakarta.websocket}, Tyrus and Grizzly's filters; it knows nothing of HTTP beyond
 * the upgrade.
 */
@NullMarked
package dev.interlude.notifier.websocket;

import org.jspecify.annotations.NullMarked;
