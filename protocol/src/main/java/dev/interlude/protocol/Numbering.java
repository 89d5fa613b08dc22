package dev.interlude.protocol;

import java.time.Instant;

/**
 * Decides which version a new state gets. Only a writer that holds the newest state continues its history; every other
 * one begins a new history, whose greater epoch makes it win everywhere. Pure.
 */
public final class Numbering {

    /** Why a publisher numbers a state by itself instead of leaving that to the hub. */
    public enum HubContact {
        /** No hub is configured: the head of the branch (or the folder) is the only history there is. */
        NOT_CONFIGURED,
        /** A hub is configured, but the operator said not to talk to it. */
        SKIPPED,
        /** A hub is configured and could not be reached, so what it holds is unknown. */
        UNREACHED
    }

    private Numbering() {}

    /**
     * The version that a hub gives.
     *
     * @param own the version of the hub's own state; the origin where it has none, perhaps because its data was lost
     * @param base the newest version that the writer has seen
     */
    public static StateVersion byHub(StateVersion own, StateVersion base, Instant now) {
        if (own.equals(StateVersion.ORIGIN)) {
            return StateVersion.beginning(now, base);
        }
        return base.isNewerThan(own) ? StateVersion.beginning(now, base) : own.next();
    }

    /**
     * The version that a publisher gives where no hub does.
     *
     * @param head the version at the head of the branch (or in the folder) that the publisher commits on
     * @param seen the greatest version that it has seen anywhere, the head included
     */
    public static StateVersion byPublisher(StateVersion head, StateVersion seen, HubContact contact, Instant now) {
        boolean headIsNewest =
                contact == HubContact.NOT_CONFIGURED && !head.equals(StateVersion.ORIGIN) && !seen.isNewerThan(head);
        return headIsNewest ? head.next() : StateVersion.beginning(now, seen);
    }
}
