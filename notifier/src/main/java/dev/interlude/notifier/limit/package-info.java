/**
 * The names of everything that this hub will not do without end, so that each can be counted wherever it is reached. A leaf: it
 * enforces nothing.
 */
@NullMarked
package dev.interlude.notifier.limit;

import org.jspecify.annotations.NullMarked;
