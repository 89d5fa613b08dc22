package dev.interlude.publisher.target;

import java.util.List;
import java.util.SortedMap;

/** What has to be done so that a target holds a site. */
public interface Plan {

    /** The changes, in the order in which they are made; empty where the target is as it should be. */
    List<Change> changes();

    /** What the operator should know, and that stops nothing. */
    List<String> warnings();

    /** The requests that it took to read the target, in their order; empty for a target that needs none. */
    List<PlannedRequest> reading();

    /**
     * The requests that {@link #apply} makes, in their order, found out by letting it run against an imitation of the
     * other side. Costs a read or two, once.
     */
    List<PlannedRequest> applying();

    /** What is waited for and asked again and again after {@link #apply}, in words; empty where nothing is. */
    List<String> waits();

    /**
     * What was found, and what is to stand there, each under a name for people. Two plans with the same basis do the
     * same. Costs no request.
     */
    SortedMap<String, String> basis();

    /** The same with nothing taken for true because words say so: what people look at. May cost a request. */
    default Plan sure() {
        return this;
    }

    /**
     * Does it. Nothing is overwritten that was not there when the target was read.
     *
     * @throws RaceLost if somebody else changed the target in between; read again and plan again
     * @throws dev.interlude.publisher.failure.Failure if the other side refuses or cannot be reached
     */
    Publication apply();
}
