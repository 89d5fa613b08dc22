/**
 * What the hub counts and measures of itself, for Prometheus. The only package that knows Micrometer; whoever is measured does
 * not know this one.
 */
@NullMarked
package dev.interlude.notifier.metrics;

import org.jspecify.annotations.NullMarked;
