/**
 * The GitHub target: Git data, Pages and everything that GitHub refuses, through one connector that retries, paces,
 * redacts and counts. One package-private class an endpoint; only {@code GitHubTarget} is seen from outside.
 */
@NullMarked
package dev.interlude.publisher.github;

import org.jspecify.annotations.NullMarked;
