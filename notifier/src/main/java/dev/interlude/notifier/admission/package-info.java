/**
 * Who may connect: origins, and how many at once. Decided before a connection becomes a subscriber, the same for every
 * transport; it knows none of them.
 */
@NullMarked
package dev.interlude.notifier.admission;

import org.jspecify.annotations.NullMarked;
