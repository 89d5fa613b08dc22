package dev.interlude.notifier.access;

import java.util.Optional;
import java.util.stream.Stream;

/** What a token is good for. */
public enum Scope {
    /** The metrics. */
    READ("read"),
    /** The state of applications. */
    WRITE("write");

    private final String wireName;

    Scope(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    /** The scope of that name. */
    public static Optional<Scope> of(String wireName) {
        return Stream.of(values())
                .filter(scope -> scope.wireName.equals(wireName))
                .findFirst();
    }
}
