/**
 * Where the state is kept and how hubs learn that it changed: one port and what stands behind it. It knows the contract
 * and the disk; it knows no subscriber and no network protocol.
 */
@NullMarked
package dev.interlude.notifier.backplane;

import org.jspecify.annotations.NullMarked;
