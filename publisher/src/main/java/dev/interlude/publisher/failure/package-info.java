/**
 * What can go wrong, as values that name what was tried, what happened and what to do. It knows no other package; only
 * {@code command} turns these into exit codes and text.
 */
@NullMarked
package dev.interlude.publisher.failure;

import org.jspecify.annotations.NullMarked;
