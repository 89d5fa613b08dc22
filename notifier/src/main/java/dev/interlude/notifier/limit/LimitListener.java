package dev.interlude.notifier.limit;

/** Is told whenever a limit was reached. Called from any thread; returns at once and throws nothing. */
@FunctionalInterface
public interface LimitListener {

    void reached(Limit limit);
}
