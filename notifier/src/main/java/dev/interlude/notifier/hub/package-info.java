/**
 * Subscribers and what reaches them: snapshots, broadcasts, heartbeats, the end of slow and of silent connections, the drain
 * before a restart. It knows the contract and the backplane; which protocol carries the frames is behind {@link
 * dev.interlude.notifier.hub.Channel} and {@link dev.interlude.notifier.hub.Encoding}.
 */
@NullMarked
package dev.interlude.notifier.hub;

import org.jspecify.annotations.NullMarked;
