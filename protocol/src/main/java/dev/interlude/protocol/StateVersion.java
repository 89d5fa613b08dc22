package dev.interlude.protocol;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place of a state in its history. The greater one wins, wherever it came from.
 *
 * @param epoch the millisecond (since 1970, UTC) at which the history began; 0 to {@link #MAX_EPOCH}
 * @param revision grows by one with every state of that history; 0 to {@link #MAX_REVISION}
 */
public record StateVersion(long epoch, long revision) implements Comparable<StateVersion> {

    /** The last millisecond of the year 9999. */
    public static final long MAX_EPOCH = 253_402_300_799_999L;

    /** The greatest integer that a browser counts exactly. */
    public static final long MAX_REVISION = 9_007_199_254_740_991L;

    /** Where nothing is known: epoch 0, revision 0. */
    public static final StateVersion ORIGIN = new StateVersion(0, 0);

    private static final Comparator<StateVersion> ORDER =
            Comparator.comparingLong(StateVersion::epoch).thenComparingLong(StateVersion::revision);
    private static final Pattern TAG = Pattern.compile("\"(\\d{1,15})\\.(\\d{1,16})\"");

    public StateVersion {
        if (epoch < 0 || epoch > MAX_EPOCH || revision < 0 || revision > MAX_REVISION) {
            throw new IllegalArgumentException("epoch or revision out of range: " + epoch + "." + revision);
        }
    }

    /** The version that a new history begins with: revision 1, its epoch greater than any that was seen. */
    public static StateVersion beginning(Instant now, StateVersion greatestSeen) {
        return new StateVersion(Math.max(now.toEpochMilli(), greatestSeen.epoch + 1), 1);
    }

    /** The version after this one in the same history. */
    public StateVersion next() {
        return new StateVersion(epoch, revision + 1);
    }

    /** Whether this version wins over the other. */
    public boolean isNewerThan(StateVersion other) {
        return compareTo(other) > 0;
    }

    /** The strong entity tag of a state with this version, quotes included: {@code "1795212000000.42"}. */
    public String entityTag() {
        return '"' + toString() + '"';
    }

    /** The version that an entity tag of ours names; empty for any other tag. */
    public static Optional<StateVersion> ofEntityTag(String tag) {
        Matcher matcher = TAG.matcher(tag);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long epoch = Long.parseLong(matcher.group(1));
        long revision = Long.parseLong(matcher.group(2));
        boolean inRange = epoch <= MAX_EPOCH && revision <= MAX_REVISION;
        return inRange ? Optional.of(new StateVersion(epoch, revision)) : Optional.empty();
    }

    @Override
    public int compareTo(StateVersion other) {
        return ORDER.compare(this, other);
    }

    /** As in entity tags and in the page's marker: {@code <epoch>.<revision>}. */
    @Override
    public String toString() {
        return epoch + "." + revision;
    }
}
