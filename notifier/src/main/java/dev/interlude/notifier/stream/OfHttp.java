package dev.interlude.notifier.stream;

import org.glassfish.grizzly.filterchain.Filter;

/** A filter before the HTTP filters that a connection leaves behind with them. */
public interface OfHttp extends Filter {}
