/**
 * The whole story on one machine: a hub, a sample application, a published page and an edge with a switch, walked
 * through by the same verbs that an operator types. Nothing else depends on it.
 */
@NullMarked
package dev.interlude.publisher.demo;

import org.jspecify.annotations.NullMarked;
