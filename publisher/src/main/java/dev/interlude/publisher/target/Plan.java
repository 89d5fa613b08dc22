package dev.interlude.publisher.target;

import java.util.List;

/** What has to be done so that a target holds a site. */
public interface Plan {

    /** The changes, in the order in which they are made; empty where the target is as it should be. */
    List<Change> changes();

    /** What the operator should know, and that stops nothing. */
    List<String> warnings();

    /**
     * Does it. Nothing is overwritten that was not there when the target was read.
     *
     * @throws RaceLost if somebody else changed the target in between; read again and plan again
     * @throws dev.interlude.publisher.failure.Failure if the other side refuses or cannot be reached
     */
    Publication apply();
}
