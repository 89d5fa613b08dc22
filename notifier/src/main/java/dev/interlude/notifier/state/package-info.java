/**
 * What the hub makes of a state that a writer sends: whether it may follow the one that is there, and under which version.
 * Pure: no clock of its own, no disk, no network.
 */
@NullMarked
package dev.interlude.notifier.state;

import org.jspecify.annotations.NullMarked;
