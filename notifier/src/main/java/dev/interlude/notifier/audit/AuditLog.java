package dev.interlude.notifier.audit;

/** Takes note of every attempt to change a state by someone whose token is good. Safe for many threads; throws nothing. */
@FunctionalInterface
public interface AuditLog {

    void add(Attempt attempt);

    /** How many attempts could not be written down since the start. */
    default int lost() {
        return 0;
    }
}
