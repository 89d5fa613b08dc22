/**
 * What RFC 9112 has a server refuse and Grizzly lets pass: requests whose end two readers could see in different places, heads
 * that are malformed, too long or too slow, connections over which nothing comes, and more sockets than there is room for. It
 * stands before the HTTP filters and knows no path.
 */
@NullMarked
package dev.interlude.notifier.strict;

import org.jspecify.annotations.NullMarked;
