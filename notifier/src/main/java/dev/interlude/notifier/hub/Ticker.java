package dev.interlude.notifier.hub;

/** A clock that never jumps. */
@FunctionalInterface
public interface Ticker {

    /** Milliseconds since some fixed moment. */
    long millis();
}
