/** The entry point of {@code publisher.jar}; nothing depends on it. */
@NullMarked
package dev.interlude.publisher;

import org.jspecify.annotations.NullMarked;
