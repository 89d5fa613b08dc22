package dev.interlude.publisher.github;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.interlude.publisher.failure.Failure;
import dev.interlude.publisher.target.RaceLost;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One commit that makes the publishing folder hold exactly a site, and the move of the branch to it. */
final class CommitWriter {

    private static final String STATE = "state.json";

    private final GitHubSettings settings;
    private final Endpoints github;

    CommitWriter(GitHubSettings settings, Endpoints github) {
        this.settings = settings;
        this.github = github;
    }

    /**
     * @param present the names of blobs that the branch holds
     * @return the new head
     * @throws dev.interlude.publisher.target.RaceLost if the branch is no longer what it was when it was read
     */
    String write(Head head, SortedMap<String, byte[]> files, String message, Supplier<Set<String>> present) {
        Optional<String> folder = new TreeUpload(github.blobs(), github.trees(), present).upload(files);
        if (folder.isEmpty() && head instanceof Head.Commit) {
            throw takesNothing();
        }
        return folder.isEmpty()
                ? write(seeded(files, message), files, message, present)
                : commit(head, folder.get(), message);
    }

    private String commit(Head head, String folder, String message) {
        Head.@Nullable Commit parent = head instanceof Head.Commit commit ? commit : null;
        String root = root(folder, parent);
        String commit = github.commits().create(message, root, parent == null ? null : parent.commit());
        if (parent == null) {
            github.refs().create(settings.branch(), commit);
        } else {
            github.refs().move(settings.branch(), parent.commit(), commit);
        }
        return commit;
    }

    /** A seed that is ours already: if the run ends after it, the next one finds its own state and goes on. */
    private Head.Commit seeded(SortedMap<String, byte[]> files, String message) {
        byte[] state = files.getOrDefault(STATE, new byte[0]);
        return github.contents()
                .seed(settings.branch(), settings.fileInBranch(STATE), state, message, this::refuseWhereBegun);
    }

    /** By somebody else, or by us and the answer was lost: read again, either is gone on from. */
    private void refuseWhereBegun() {
        if (github.trees().takesObjects()) {
            throw new RaceLost(settings.repository() + " has just got its first commit");
        }
    }

    private Failure takesNothing() {
        return new Failure(
                Failure.Kind.UNREACHABLE,
                "write files to " + settings.repository(),
                "GitHub answered 409, as an empty repository does, and its branch has a commit",
                "run the same command again in a moment; it goes on where this one stopped");
    }

    /** Below {@code /docs} all else in the branch stays as it is: only that one folder is exchanged. */
    private String root(String folder, Head.@Nullable Commit parent) {
        if ("/".equals(settings.path())) {
            return folder;
        }
        ArrayNode entries = JsonNodeFactory.instance.arrayNode();
        entries.addObject()
                .put("path", settings.path().substring(1))
                .put("mode", "040000")
                .put("type", "tree")
                .put("sha", folder);
        return github.trees()
                .create(parent == null ? null : parent.tree(), entries)
                .orElseThrow(this::takesNothing);
    }
}
