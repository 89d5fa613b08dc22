package dev.interlude.notifier.admission;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A range of addresses in CIDR notation (RFC 4632, RFC 4291), as in {@code 10.0.0.0/8}; a single address is its own range. */
public final class Network {

    /** Digits and colons only, so that no name is ever looked up; the longest address has 45 of them. */
    private static final Pattern NOTATION =
            Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,3}){3}|(?=[^/]*:)[0-9A-Fa-f:.]{2,45}+)(?:/(\\d{1,3}))?");

    private final byte[] address;
    private final int bits;

    private Network(byte[] address, int bits) {
        this.address = address;
        this.bits = bits;
    }

    /** The range that the text names; empty where it names none. */
    public static Optional<Network> of(String text) {
        Matcher matcher = NOTATION.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            byte[] address = InetAddress.getByName(matcher.group(1)).getAddress();
            int whole = address.length * Byte.SIZE;
            int bits = matcher.group(2) == null ? whole : Integer.parseInt(matcher.group(2));
            return bits <= whole ? Optional.of(new Network(address, bits)) : Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /**
     * What one client has to itself, as a key to count it by: an IPv4 address, or the /64 around an IPv6 address, of which a
     * client takes any address that it likes (RFC 4291, section 2.5.1; RFC 8981).
     */
    static String ofOneClient(String address) {
        return of(address).map(Network::upTo64Bits).orElse(address);
    }

    private String upTo64Bits() {
        int most = Math.min(address.length, Long.BYTES);
        return HexFormat.of().formatHex(address, 0, most);
    }

    /** Whether the address, in digits, is one of them. */
    boolean contains(String other) {
        return of(other).map(single -> single.isWithin(this)).orElse(false);
    }

    private boolean isWithin(Network network) {
        if (address.length != network.address.length) {
            return false;
        }
        int bytes = network.bits / Byte.SIZE;
        int rest = network.bits % Byte.SIZE;
        boolean same = Arrays.equals(address, 0, bytes, network.address, 0, bytes);
        return same && (rest == 0 || (address[bytes] ^ network.address[bytes]) >> (Byte.SIZE - rest) == 0);
    }
}
