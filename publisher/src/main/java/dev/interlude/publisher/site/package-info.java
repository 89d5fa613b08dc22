/**
 * Renders the site: settings and state in, files out. Pure and reproducible; it knows no network, no clock and no
 * target, and it is the only package that imports FreeMarker.
 */
@NullMarked
package dev.interlude.publisher.site;

import org.jspecify.annotations.NullMarked;
