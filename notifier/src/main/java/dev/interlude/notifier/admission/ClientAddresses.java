package dev.interlude.notifier.admission;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells from which address a request came. What {@code X-Forwarded-For} says is believed only as far as proxies of ours wrote it:
 * from its end, up to the first address that is none of them.
 */
public final class ClientAddresses {

    private final List<Network> trustedProxies;

    public ClientAddresses(List<Network> trustedProxies) {
        this.trustedProxies = List.copyOf(trustedProxies);
    }

    /**
     * The client's address, in digits.
     *
     * @param peer who holds the other end of the connection
     * @param forwardedFor the header, its lines joined by commas; null where there is none
     */
    public String of(String peer, @Nullable String forwardedFor) {
        if (forwardedFor == null || !isProxy(peer)) {
            return peer;
        }
        String client = peer;
        String[] hops = forwardedFor.split(",", -1);
        for (int i = hops.length - 1; i >= 0 && isProxy(client); i--) {
            String hop = hops[i].strip();
            if (Network.of(hop).isEmpty() || hop.indexOf('/') >= 0) {
                break;
            }
            client = hop;
        }
        return client;
    }

    private boolean isProxy(String address) {
        return trustedProxies.stream().anyMatch(network -> network.contains(address));
    }
}
