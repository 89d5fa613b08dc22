/**
 * Where a site is published to, as one port: read what is there, plan, apply, wait until it can be seen. The folder
 * target lives here; GitHub's lives in {@code github}. No target knows the hub or the moves.
 */
@NullMarked
package dev.interlude.publisher.target;

import org.jspecify.annotations.NullMarked;
