package dev.interlude.publisher.github;

import dev.interlude.publisher.target.Change;
import java.util.AbstractList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Changes that are known to be some before it is known which. "Is there anything to do" is the comparison of two tree
 * names; which files those are costs a request, sent when somebody looks.
 */
final class ChangeList extends AbstractList<Change> {

    private final Supplier<List<Change>> source;
    private @Nullable List<Change> changes;

    /** Changes of which there is at least one. */
    ChangeList(Supplier<List<Change>> source) {
        this.source = source;
    }

    @Override
    public boolean isEmpty() {
        return false;
    }

    @Override
    public Change get(int index) {
        return changes().get(index);
    }

    @Override
    public int size() {
        return changes().size();
    }

    private List<Change> changes() {
        if (changes == null) {
            changes = List.copyOf(source.get());
        }
        return changes;
    }
}
