package dev.interlude.publisher.command;

import dev.interlude.publisher.failure.Failure;

/** The one table of exit codes. They are part of the interface and do not change. */
final class ExitCodes {

    static final int DONE = 0;
    static final int UNEXPECTED = 1;
    static final int USAGE = 2;
    static final int CONFIGURATION = 3;
    static final int REFUSED = 4;
    static final int UNREACHABLE = 5;
    static final int NOT_VISIBLE = 6;
    static final int ILLEGAL_MOVE = 7;
    static final int NO_CERTIFICATE = 8;

    /** Answers of {@code status --exit-code}. */
    static final int SCHEDULED = 10;

    static final int IN_PROGRESS = 11;
    static final int DISAGREE = 12;

    private ExitCodes() {}

    static int of(Failure.Kind kind) {
        return switch (kind) {
            case USAGE -> USAGE;
            case CONFIGURATION -> CONFIGURATION;
            case REFUSED -> REFUSED;
            case UNREACHABLE -> UNREACHABLE;
            case NOT_VISIBLE -> NOT_VISIBLE;
            case ILLEGAL_MOVE -> ILLEGAL_MOVE;
            case NO_CERTIFICATE -> NO_CERTIFICATE;
        };
    }
}
