package dev.interlude.protocol;

import java.util.List;

/** What came of reading a document. */
public sealed interface Decoded {

    /** The document is a state. */
    record Accepted(MaintenanceState state) implements Decoded {}

    /** The document is no state; everything that is wrong with it is listed, in document order. */
    record Refused(Reason reason, List<Violation> violations) implements Decoded {

        public Refused {
            violations = List.copyOf(violations);
        }
    }

    /** The kind of a refusal, from the outermost check to the innermost. */
    enum Reason {
        /** Longer than {@link StateCodec#MAX_BYTES}. */
        TOO_LARGE,
        /** Not UTF-8 or not one JSON value. */
        NOT_JSON,
        /** JSON that the schema or the rules beside it refuse. */
        INVALID
    }
}
