/** The entry point of {@code publisher.jar} and the wiring of its parts; nothing depends on it. */
@NullMarked
package dev.interlude.publisher;

import org.jspecify.annotations.NullMarked;
