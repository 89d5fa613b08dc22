package dev.interlude.notifier.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/**
 * The configuration of one hub.
 *
 * @param host the address to listen on
 * @param port 0 to 65,535; 0 takes any that is free
 * @param dataDir where the state is kept
 * @param allowedOrigins origins of pages that may subscribe; empty: only the hub's own host
 * @param maxConnections the most subscribers at once, at least 1
 * @param adminToken where the writers' secret comes from
 * @param reconnectFloor the least time over which reconnects are spread
 * @param spreadFloor the least time over which the return to the application is spread
 * @param drainTimeout how long a stop may take
 */
public record Settings(
        String host,
        int port,
        Path dataDir,
        Set<String> allowedOrigins,
        int maxConnections,
        TokenSource adminToken,
        Duration reconnectFloor,
        Duration spreadFloor,
        Duration drainTimeout) {

    public Settings {
        allowedOrigins = Set.copyOf(allowedOrigins);
    }
}
