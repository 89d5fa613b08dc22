/**
 * What every request of the publisher needs from HTTP: a whole answer, within a time and a size. It knows neither GitHub
 * nor the hub.
 */
@NullMarked
package dev.interlude.publisher.http;

import org.jspecify.annotations.NullMarked;
