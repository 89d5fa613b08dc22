/**
 * The publisher's side of the hub: read the state, tell a new one. It speaks the contract over HTTP and knows neither
 * targets nor moves.
 */
@NullMarked
package dev.interlude.publisher.hub;

import org.jspecify.annotations.NullMarked;
