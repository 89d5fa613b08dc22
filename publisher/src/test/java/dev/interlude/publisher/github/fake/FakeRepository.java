package dev.interlude.publisher.github.fake;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One repository: objects, branches and Pages. Locked by the fake that it belongs to. */
public final class FakeRepository {

    private final String owner;
    private final String name;
    private final String baseUrl;
    private final boolean hidden;
    private final GitStore store = new GitStore();
    private final Map<String, String> branches = new LinkedHashMap<>();
    private String defaultBranch = "main";
    private boolean pagesOffered = true;
    private boolean ruled;
    private @Nullable FakePages pages;
    private long clock = 1_795_212_000L;

    FakeRepository(String owner, String name, boolean hidden, String baseUrl) {
        this.owner = owner;
        this.name = name;
        this.hidden = hidden;
        this.baseUrl = baseUrl;
    }

    public String fullName() {
        return owner + "/" + name;
    }

    public boolean isPrivate() {
        return hidden;
    }

    public String defaultBranch() {
        return defaultBranch;
    }

    public FakeRepository defaultBranch(String branch) {
        defaultBranch = branch;
        return this;
    }

    /** The plan has no Pages for this repository. */
    public FakeRepository withoutPages() {
        pagesOffered = false;
        return this;
    }

    /** A ruleset refuses every push from now on. */
    public FakeRepository ruled() {
        ruled = true;
        return this;
    }

    /** Puts those files, and no others, into a branch by one commit; the branch is made where it is missing. */
    public synchronized String commit(String branch, Map<String, String> files, String message) {
        Map<String, Optional<GitStore.Entry>> entries = new TreeMap<>();
        files.forEach((path, content) -> entries.put(
                path,
                Optional.of(new GitStore.Entry(
                        "100644", path, store.writeBlob(content.getBytes(StandardCharsets.UTF_8))))));
        String tree = store.writeTree(store.writeTree(List.of()), entries);
        List<String> parents = head(branch).map(List::of).orElse(List.of());
        String commit = store.writeCommit(tree, parents, message, clock++);
        branches.put(branch, commit);
        return commit;
    }

    /** Switches Pages on, as somebody would in the settings. */
    public FakePages enablePages(String branch, String path) {
        FakePages site = new FakePages(this, baseUrl, branch, path);
        pages = site;
        return site;
    }

    public Optional<FakePages> pages() {
        return Optional.ofNullable(pages);
    }

    public Optional<String> head(String branch) {
        return Optional.ofNullable(branches.get(branch));
    }

    /** The files at the head of a branch. */
    public Map<String, byte[]> files(String branch) {
        return head(branch).map(commit -> filesAt(commit, "/")).orElse(Map.of());
    }

    /** The file at the head of a branch, as text. */
    public Optional<String> text(String branch, String path) {
        return Optional.ofNullable(files(branch).get(path)).map(content -> new String(content, StandardCharsets.UTF_8));
    }

    /** Messages of a branch's commits, newest first. */
    public List<String> log(String branch) {
        List<String> messages = new ArrayList<>();
        Optional<String> next = head(branch);
        while (next.isPresent()) {
            GitStore.Commit commit = store.commit(next.get());
            messages.add(commit.message());
            next = commit.parents().stream().findFirst();
        }
        return messages;
    }

    Map<String, byte[]> filesAt(String commit, String folder) {
        String prefix = "/".equals(folder) ? "" : folder.substring(1) + "/";
        Map<String, byte[]> files = new TreeMap<>();
        store.files(store.commit(commit).tree()).forEach((path, sha) -> {
            if (path.startsWith(prefix)) {
                files.put(path.substring(prefix.length()), store.blob(sha));
            }
        });
        return files;
    }

    GitStore store() {
        return store;
    }

    boolean isEmpty() {
        return branches.isEmpty();
    }

    boolean offersPages() {
        return pagesOffered;
    }

    long tick() {
        return clock++;
    }

    void point(String branch, String commit, FakeToken by) {
        if (ruled) {
            throw new Refused(422, "Repository rule violations found\n\nChanges must be made through a pull request.");
        }
        branches.put(branch, commit);
        if (pages != null) {
            pages.pushed(branch, by);
        }
    }

    /** GitHub takes that file away with the domain. */
    void commitNoDomain(String branch, FakeToken by) {
        if (files(branch).containsKey("CNAME")) {
            String head = head(branch).orElseThrow();
            String tree = store.writeTree(store.commit(head).tree(), Map.of("CNAME", Optional.empty()));
            point(branch, store.writeCommit(tree, List.of(head), "Delete CNAME", tick()), by);
        }
    }

    /** GitHub writes the file that makes a branch site keep its domain, as a commit of its own. */
    void commitDomain(String branch, String domain, FakeToken by) {
        byte[] present = files(branch).get("CNAME");
        byte[] wanted = domain.getBytes(StandardCharsets.UTF_8);
        boolean same = present != null
                && (Arrays.equals(present, wanted)
                        || new String(present, StandardCharsets.UTF_8).strip().equals(domain));
        if (same) {
            return;
        }
        String head = head(branch).orElseThrow();
        String tree = store.writeTree(
                store.commit(head).tree(),
                Map.of("CNAME", Optional.of(new GitStore.Entry("100644", "CNAME", store.writeBlob(wanted)))));
        branches.put(branch, store.writeCommit(tree, List.of(head), "Create CNAME", tick()));
        if (pages != null) {
            pages.pushed(branch, by);
        }
    }
}
