package dev.interlude.notifier.hub;

/** Is told how broadcasts go. Called from any thread; returns at once and throws nothing. */
@FunctionalInterface
public interface Observer {

    /**
     * A state was handed to everyone who reads.
     *
     * @param subscribers how many were addressed
     * @param millis how long it took to hand it over
     */
    void broadcast(int subscribers, long millis);
}
