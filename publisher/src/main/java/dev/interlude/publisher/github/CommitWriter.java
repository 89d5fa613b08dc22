package dev.interlude.publisher.github;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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
        if (folder.isEmpty()) {
            Head.Commit seeded =
                    github.contents().seed(settings.branch(), settings.fileInBranch(STATE), seedOf(files), message);
            return write(seeded, files, message, present);
        }
        Head.@Nullable Commit parent = head instanceof Head.Commit commit ? commit : null;
        String root = root(folder.get(), parent);
        String commit = github.commits().create(message, root, parent == null ? null : parent.commit());
        if (parent == null) {
            github.refs().create(settings.branch(), commit);
        } else {
            github.refs().move(settings.branch(), parent.commit(), commit);
        }
        return commit;
    }

    /** A seed that is ours already: if the run ends after it, the next one finds its own state and goes on. */
    private static byte[] seedOf(SortedMap<String, byte[]> files) {
        byte[] state = files.get(STATE);
        return state == null ? new byte[0] : state;
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
                .orElseThrow(() -> new IllegalStateException("a repository that took objects is empty"));
    }
}
