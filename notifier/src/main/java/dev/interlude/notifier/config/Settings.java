package dev.interlude.notifier.config;

import dev.interlude.notifier.admission.Limits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of one hub.
 *
 * @param host the address to listen on
 * @param port 0 to 65,535; 0 takes any that is free
 * @param tls the files for TLS; null: none
 * @param dataDir where the state is kept
 * @param allowedOrigins origins of pages that may subscribe; empty: only the hub's own host
 * @param limits how many subscribers are let in
 * @param writesPerMinute how often each token may write; 0: no limit
 * @param tokens where the tokens come from
 * @param auditLog the file for the record of changes
 * @param reconnectFloor the least time over which reconnects are spread
 * @param spreadFloor the least time over which the return to the application is spread
 * @param drainTimeout how long a stop may take
 * @param logFormat how the log is written
 */
public record Settings(
        String host,
        int port,
        @Nullable TlsFiles tls,
        Path dataDir,
        Set<String> allowedOrigins,
        Limits limits,
        int writesPerMinute,
        TokenSources tokens,
        Path auditLog,
        Duration reconnectFloor,
        Duration spreadFloor,
        Duration drainTimeout,
        LogFormat logFormat) {

    public Settings {
        allowedOrigins = Set.copyOf(allowedOrigins);
    }
}
