package dev.interlude.publisher.target;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A site that the target has accepted. */
public interface Publication {

    /** Whether anything was written. */
    boolean changed();

    /** Where the site is seen, as the other side says; empty where nothing serves it yet. */
    Optional<URI> url();

    /** What identifies it on the other side, such as a commit; for people. */
    String reference();

    /**
     * What the operator should know after this publication, and that stops nothing. May cost one request, and never
     * fails.
     */
    List<String> warnings();

    /**
     * Waits until the site can be seen.
     *
     * @return how it is known that the site can be seen, as one sentence for people
     * @throws dev.interlude.publisher.failure.Failure NOT_VISIBLE if the time is over, REFUSED if the other side gave
     *     up on it
     */
    String awaitVisible(Duration atMost);
}
