package dev.interlude.notifier;

import dev.interlude.notifier.config.LogFormat;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.glassfish.grizzly.http.HttpBrokenContentException;

/** The log: one line an event, on standard error. */
final class LogLines extends Formatter {

    /** Held, since the log manager holds its loggers weakly and would forget their levels. */
    private static final Logger ROOT = Logger.getLogger("");

    private static final Logger GLASSFISH = Logger.getLogger("org.glassfish");

    /** Warns of every orderly stop. */
    private static final Logger ORDERLY_STOP = Logger.getLogger("org.glassfish.grizzly.nio.GracefulShutdownRunner");

    /** From now on the log goes to standard error in that form. */
    static void in(LogFormat format) {
        LogManager.getLogManager().reset();
        ConsoleHandler handler = new ConsoleHandler();
        handler.setFormatter(format == LogFormat.JSON ? new JsonLines() : new LogLines());
        handler.setFilter(event -> !isOfOneClient(event));
        ROOT.addHandler(handler);
        ROOT.setLevel(Level.INFO);
        GLASSFISH.setLevel(Level.WARNING);
        ORDERLY_STOP.setLevel(Level.SEVERE);
    }

    /** A client that leaves early or sends what cannot be read is no event: whoever wants to could fill the log with it. */
    private static boolean isOfOneClient(LogRecord event) {
        Throwable thrown = event.getThrown();
        return String.valueOf(event.getLoggerName()).startsWith("org.glassfish.grizzly.")
                && (thrown instanceof IOException || thrown instanceof HttpBrokenContentException);
    }

    @Override
    public String format(LogRecord event) {
        StringBuilder line = new StringBuilder()
                .append(event.getInstant().truncatedTo(ChronoUnit.MILLIS))
                .append(' ')
                .append(event.getLevel().getName().toLowerCase(Locale.ROOT))
                .append(' ')
                .append(formatMessage(event));
        for (String cause : Causes.of(event.getThrown())) {
            line.append(" | ").append(cause);
        }
        return line.append(System.lineSeparator()).toString();
    }
}
