/**
 * The contract between all parts: the maintenance state, its bounds, its order, the moves that are legal and the one
 * codec that reads and writes it. A leaf: it knows no file, no network, no clock and no other part. Every rule here has
 * fixtures in {@code protocol/fixtures} which the publisher, the notifier and the browser client run too.
 */
@NullMarked
package dev.interlude.protocol;

import org.jspecify.annotations.NullMarked;
