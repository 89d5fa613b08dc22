package dev.interlude.notifier;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What Grizzly warns of in this process, as long as it is open. */
final class Warnings extends Handler implements AutoCloseable {

    private static final Logger GRIZZLY = Logger.getLogger("org.glassfish.grizzly");

    private final List<String> seen = new CopyOnWriteArrayList<>();

    Warnings() {
        setLevel(Level.WARNING);
        GRIZZLY.addHandler(this);
    }

    List<String> seen() {
        return seen;
    }

    @Override
    public void publish(LogRecord event) {
        if (isLoggable(event)) {
            seen.add(event.getMessage() + " " + event.getThrown());
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        GRIZZLY.removeHandler(this);
    }
}
