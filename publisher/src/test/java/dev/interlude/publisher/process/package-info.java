/** Both jars as real processes, against the GitHub that refuses what the real one refuses. */
@NullMarked
package dev.interlude.publisher.process;

import org.jspecify.annotations.NullMarked;
