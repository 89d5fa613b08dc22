/**
 * A GitHub that remembers what it was told, names objects as Git does, and refuses what GitHub refuses. Used by tests
 * of the target and by tests that run the packaged publisher. It shares no code with what it judges.
 */
@NullMarked
package dev.interlude.publisher.github.fake;

import org.jspecify.annotations.NullMarked;
