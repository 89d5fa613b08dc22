package dev.interlude.publisher.github;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.interlude.publisher.failure.Failure;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Failures that a test waits for. */
final class Refusals {

    private Refusals() {}

    /** The failure that this ends with; every failure names what was tried, what happened and what to do. */
    static Failure refused(ThrowingCallable what) {
        Failure failure = catchThrowableOfType(Failure.class, what);
        if (failure == null
                || failure.tried().isBlank()
                || failure.happened().isBlank()
                || failure.advice().isBlank()) {
            throw new AssertionError("no failure with its three sentences, but " + failure);
        }
        return failure;
    }
}
