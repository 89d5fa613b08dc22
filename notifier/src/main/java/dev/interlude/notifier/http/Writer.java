package dev.interlude.notifier.http;

import dev.interlude.notifier.access.Holder;

/**
 * Who wants to change a state.
 *
 * @param address of the client, in digits
 */
record Writer(Holder holder, String address) {}
