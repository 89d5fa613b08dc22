package dev.interlude.publisher.progress;

import java.time.Duration;

/** Lets time pass. The only place where the publisher's code waits. */
@FunctionalInterface
public interface Sleeper {

    /**
     * Returns after that time, or at once for a time that is not positive.
     *
     * @throws java.util.concurrent.CancellationException if the thread was interrupted
     */
    void sleep(Duration time);
}
