package dev.interlude.notifier.limit;

import java.util.Locale;

/** What the hub will not do without end. */
public enum Limit {
    /** A page of an origin that is not allowed wanted to subscribe. */
    ORIGIN,
    /** More subscribers at once than there is room for. */
    CONNECTIONS,
    /** More subscribers at once from one IPv4 address, or one IPv6 network of 64 bits. */
    CONNECTIONS_PER_ADDRESS,
    /** More new subscribers a second. */
    CONNECTION_RATE,
    /** More connections at once, subscribers or not. */
    SOCKETS,
    /** A connection over which no request came, not even the beginning of one; or no end of a TLS handshake. */
    NO_REQUEST,
    /** A connection over which no further request came. */
    IDLE,
    /** A request whose head took too long. */
    HEAD_TIME,
    /** A request whose head is too long, or has too many lines. */
    HEAD_LENGTH,
    /** A request whose body took too long. */
    BODY_TIME,
    /** A document that is too long. */
    BODY_LENGTH,
    /** More changes a minute than a token may make. */
    WRITE_RATE,
    /** A WebSocket message that is too long. */
    MESSAGE_LENGTH,
    /** More WebSocket messages a minute. */
    MESSAGE_RATE,
    /** A subscriber that answered no heartbeat. */
    SILENCE,
    /** A subscriber that did not take what it was sent, or a client that asked on without reading what was answered. */
    SLOW_READER;

    /** As it is counted under: lower case, words parted by underscores. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
