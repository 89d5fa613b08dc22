package dev.interlude.notifier.admission;

import org.jspecify.annotations.Nullable;

/**
 * Who wants to subscribe.
 *
 * @param origin the page's; null where the client is no browser
 * @param host that the request was sent to; null where none was named
 * @param address of the client, in digits
 */
public record Arrival(@Nullable String origin, @Nullable String host, String address) {}
