/**
 * Everything that is one request and one answer: the state read and written, health, the client bundle, and problem+json for
 * whatever is refused. It knows the contract and the backplane, no subscriber.
 */
@NullMarked
package dev.interlude.notifier.http;

import org.jspecify.annotations.NullMarked;
