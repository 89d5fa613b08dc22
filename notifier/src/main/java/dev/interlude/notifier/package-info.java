/**
 * The hub: keeps the maintenance state and tells every open tab of it. This package starts and stops it; {@code Assembly} is
 * the one place that knows how the parts are put together.
 */
@NullMarked
package dev.interlude.notifier;

import org.jspecify.annotations.NullMarked;
