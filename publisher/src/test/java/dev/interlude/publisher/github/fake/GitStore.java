package dev.interlude.publisher.github.fake;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Git's object database: what is written is found again by the SHA-1 that Git gives to it. */
final class GitStore {

    private final Map<String, byte[]> blobs = new HashMap<>();
    private final Map<String, List<Entry>> trees = new HashMap<>();
    private final Map<String, Commit> commits = new HashMap<>();

    GitStore() {
        writeTree(List.of());
    }

    /** One entry of a tree; mode as in the API, with a leading zero for folders. */
    record Entry(String mode, String name, String sha) {

        boolean isFolder() {
            return "040000".equals(mode);
        }

        private byte[] order() {
            return (isFolder() ? name + "/" : name).getBytes(StandardCharsets.UTF_8);
        }
    }

    /** A commit; the time is part of its name, as it is in Git. */
    record Commit(String sha, String tree, List<String> parents, String message) {}

    String writeBlob(byte[] content) {
        String sha = name("blob", content);
        blobs.put(sha, content);
        return sha;
    }

    String writeTree(Collection<Entry> entries) {
        List<Entry> sorted = new ArrayList<>(entries);
        sorted.sort((a, b) -> Arrays.compareUnsigned(a.order(), b.order()));
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Entry entry : sorted) {
            String mode = entry.isFolder() ? "40000" : entry.mode();
            body.writeBytes((mode + " " + entry.name()).getBytes(StandardCharsets.UTF_8));
            body.write(0);
            body.writeBytes(HexFormat.of().parseHex(entry.sha()));
        }
        String sha = name("tree", body.toByteArray());
        trees.put(sha, sorted);
        return sha;
    }

    String writeCommit(String tree, List<String> parents, String message, long epochSecond) {
        StringBuilder text = new StringBuilder("tree ").append(tree).append('\n');
        parents.forEach(parent -> text.append("parent ").append(parent).append('\n'));
        String who = "fake <fake@example.com> " + epochSecond + " +0000\n";
        text.append("author ")
                .append(who)
                .append("committer ")
                .append(who)
                .append('\n')
                .append(message);
        String sha = name("commit", text.toString().getBytes(StandardCharsets.UTF_8));
        commits.put(sha, new Commit(sha, tree, List.copyOf(parents), message));
        return sha;
    }

    /** A tree made of the base's files and the changes: path to blob, tree or (empty) nothing. */
    String writeTree(String base, Map<String, Optional<Entry>> changes) {
        Map<String, Entry> here = new TreeMap<>();
        tree(base).forEach(entry -> here.put(entry.name(), entry));
        Map<String, Map<String, Optional<Entry>>> below = new TreeMap<>();
        changes.forEach((path, change) -> {
            int slash = path.indexOf('/');
            if (slash > 0) {
                below.computeIfAbsent(path.substring(0, slash), name -> new TreeMap<>())
                        .put(path.substring(slash + 1), change);
            } else {
                here.remove(path);
                change.ifPresent(entry -> here.put(path, new Entry(entry.mode(), path, entry.sha())));
            }
        });
        below.forEach((name, inside) -> {
            Entry old = here.get(name);
            String start = old != null && old.isFolder() ? old.sha() : writeTree(List.of());
            String folder = writeTree(start, inside);
            here.remove(name);
            if (!tree(folder).isEmpty()) {
                here.put(name, new Entry("040000", name, folder));
            }
        });
        return writeTree(here.values());
    }

    boolean hasBlob(String sha) {
        return blobs.containsKey(sha);
    }

    boolean hasTree(String sha) {
        return trees.containsKey(sha);
    }

    boolean hasCommit(String sha) {
        return commits.containsKey(sha);
    }

    byte[] blob(String sha) {
        return known(blobs, sha);
    }

    List<Entry> tree(String sha) {
        return known(trees, sha);
    }

    Commit commit(String sha) {
        return known(commits, sha);
    }

    /** All files below a tree: path to blob name. */
    Map<String, String> files(String tree) {
        Map<String, String> files = new TreeMap<>();
        for (Entry entry : tree(tree)) {
            if (entry.isFolder()) {
                files(entry.sha()).forEach((path, sha) -> files.put(entry.name() + "/" + path, sha));
            } else {
                files.put(entry.name(), entry.sha());
            }
        }
        return files;
    }

    /** Whether the first commit is the second or one of its ancestors. */
    boolean isAncestor(String ancestor, String commit) {
        Set<String> seen = new HashSet<>();
        List<String> todo = new ArrayList<>(List.of(commit));
        while (!todo.isEmpty()) {
            String next = todo.remove(todo.size() - 1);
            if (next.equals(ancestor)) {
                return true;
            }
            if (seen.add(next)) {
                todo.addAll(commit(next).parents());
            }
        }
        return false;
    }

    private static <T> T known(Map<String, T> objects, String sha) {
        T object = objects.get(sha);
        if (object == null) {
            throw new IllegalArgumentException("no such object: " + sha);
        }
        return object;
    }

    private static String name(String type, byte[] body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            digest.update(type.getBytes(StandardCharsets.US_ASCII));
            digest.update((byte) ' ');
            digest.update(Integer.toString(body.length).getBytes(StandardCharsets.US_ASCII));
            digest.update((byte) 0);
            return String.format(Locale.ROOT, "%040x", new BigInteger(1, digest.digest(body)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
