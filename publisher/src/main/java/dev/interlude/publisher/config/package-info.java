/**
 * The operator's configuration: {@code interlude.yaml}, the environment and {@code --set} in, settings of the other
 * packages out, or every mistake at once. It opens nothing but the configuration file itself.
 */
@NullMarked
package dev.interlude.publisher.config;

import org.jspecify.annotations.NullMarked;
