/**
 * The site in every phase, language, theme and width, on this machine while somebody works on it. It serves what
 * {@code site} renders and writes nothing; it listens on the loopback address alone.
 */
@NullMarked
package dev.interlude.publisher.preview;

import org.jspecify.annotations.NullMarked;
