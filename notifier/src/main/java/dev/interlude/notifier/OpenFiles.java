package dev.interlude.notifier;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** The system's limit on open files, of which each connection takes one. */
final class OpenFiles {

    /** For the jar, the log, the state files and connections that are only asking. */
    private static final long RESERVED = 500;

    private static final int WHERE_UNKNOWN = 10_000;

    private OpenFiles() {}

    /** How many connections may be open at once. */
    static int roomForConnections() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
            long room = unix.getMaxFileDescriptorCount() - RESERVED;
            return (int) Math.max(1, Math.min(Integer.MAX_VALUE, room));
        }
        return WHERE_UNKNOWN;
    }
}
