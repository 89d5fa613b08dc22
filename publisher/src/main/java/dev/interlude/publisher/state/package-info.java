/**
 * Which state holds, what a verb makes of it, and how hub and target are made to agree. It speaks to both through their
 * ports and prints nothing.
 */
@NullMarked
package dev.interlude.publisher.state;

import org.jspecify.annotations.NullMarked;
