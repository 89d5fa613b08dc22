/**
 * What the operator configured: flags, environment and file read into one value, with every mistake reported at once. It knows
 * no other part.
 */
@NullMarked
package dev.interlude.notifier.config;

import org.jspecify.annotations.NullMarked;
