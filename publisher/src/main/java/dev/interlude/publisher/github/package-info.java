/**
 * The GitHub target: Git data, Pages and everything that GitHub refuses, through one connector that retries, paces,
 * redacts and counts. One package-private class an endpoint; the target, its settings and its credentials are all that
 * is seen from outside. The live page is looked at without credentials.
 */
@NullMarked
package dev.interlude.publisher.github;

import org.jspecify.annotations.NullMarked;
