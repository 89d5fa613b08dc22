package dev.interlude.notifier.admission;

import java.util.List;

/**
 * How many subscribers are let in.
 *
 * @param connections at once, at least 1
 * @param connectionsPerAddress at once from one IPv4 address, or one IPv6 network of 64 bits; 0: no limit
 * @param connectionRate new ones a second; 0: no limit
 * @param trustedProxies whose word about addresses is believed
 */
public record Limits(int connections, int connectionsPerAddress, int connectionRate, List<Network> trustedProxies) {

    public Limits {
        trustedProxies = List.copyOf(trustedProxies);
    }

    /** That many at once, and no other limit. */
    public static Limits ofConnections(int connections) {
        return new Limits(connections, 0, 0, List.of());
    }
}
