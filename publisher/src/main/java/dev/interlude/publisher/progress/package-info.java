/** The story that a run tells on stderr, and the time that it spends waiting; ports, so that tests need neither. */
@NullMarked
package dev.interlude.publisher.progress;

import org.jspecify.annotations.NullMarked;
