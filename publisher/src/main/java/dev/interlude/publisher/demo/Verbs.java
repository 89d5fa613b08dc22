package dev.interlude.publisher.demo;

import java.util.Map;

/** Runs a verb of the publisher as an operator would, with these variables beside the process's own. */
@FunctionalInterface
public interface Verbs {

    /** Returns the exit code. */
    int run(Map<String, String> environment, String... arguments);
}
