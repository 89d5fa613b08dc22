package dev.interlude.protocol;

import org.jspecify.annotations.Nullable;

/**
 * What a reader shows of a state at one moment; see {@link MaintenanceState#viewAt}.
 *
 * @param phase the derived phase
 * @param overdue whether the maintenance is in progress past its announced end
 * @param notice null exactly where the phase is operational
 */
public record View(Phase phase, boolean overdue, @Nullable Notice notice) {

    static final View NOTHING = new View(Phase.OPERATIONAL, false, null);
}
