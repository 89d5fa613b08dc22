package dev.interlude.publisher.github.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Blobs, trees, commits and refs. */
final class GitRoutes {

    private static final int LARGEST_TREE_REQUEST = 1024 * 1024;
    private static final Set<String> MODES = Set.of("100644", "100755", "040000", "160000", "120000");

    private GitRoutes() {}

    static Reply handle(Ask ask, FakeRepository repository, String rest) {
        boolean write = !"GET".equals(ask.method());
        ask.token().require(write ? "contents:write" : "contents:read");
        if (repository.isEmpty()) {
            throw new Refused(409, "Git Repository is empty.");
        }
        String route = ask.method() + " " + rest;
        if (route.equals("POST /blobs")) {
            return blob(ask, repository);
        } else if (route.equals("POST /trees")) {
            return tree(ask, repository);
        } else if (route.startsWith("GET /trees/")) {
            return list(ask, repository, rest.substring("/trees/".length()));
        } else if (route.equals("POST /commits")) {
            return commit(ask, repository);
        } else if (route.equals("POST /refs")) {
            return createRef(ask, repository);
        } else if (route.startsWith("GET /ref/heads/")) {
            return readRef(repository, rest.substring("/ref/heads/".length()));
        } else if (route.startsWith("PATCH /refs/heads/")) {
            return moveRef(ask, repository, rest.substring("/refs/heads/".length()));
        }
        throw new Refused(404, "Not Found");
    }

    private static Reply blob(Ask ask, FakeRepository repository) {
        String content = ask.required("content");
        String encoding = ask.body().path("encoding").asText("utf-8");
        byte[] bytes = switch (encoding) {
            case "utf-8" -> content.getBytes(StandardCharsets.UTF_8);
            case "base64" -> decoded(content);
            default -> throw new Refused(422, "encoding must be utf-8 or base64");
        };
        return created(repository.store().writeBlob(bytes));
    }

    private static byte[] decoded(String content) {
        try {
            return Base64.getMimeDecoder().decode(content);
        } catch (IllegalArgumentException e) {
            throw new Refused(422, "content is not valid Base64");
        }
    }

    private static Reply tree(Ask ask, FakeRepository repository) {
        if (ask.bodySize() > LARGEST_TREE_REQUEST) {
            throw new Refused(422, "Sorry, your request timed out. Build the tree incrementally.");
        }
        GitStore store = repository.store();
        JsonNode base = ask.body().path("base_tree");
        if (base.isTextual() && !store.hasTree(base.textValue()) && !store.hasCommit(base.textValue())) {
            throw new Refused(422, "base_tree is not a valid tree oid");
        }
        JsonNode entries = ask.body().path("tree");
        if (!entries.isArray() || entries.isEmpty()) {
            throw new Refused(422, "Invalid tree info");
        }
        Map<String, Optional<GitStore.Entry>> changes = new TreeMap<>();
        entries.forEach(entry -> changes.put(path(entry), entry(entry, store)));
        String start = store.writeTree(List.of());
        if (base.isTextual()) {
            start = store.hasTree(base.textValue())
                    ? base.textValue()
                    : store.commit(base.textValue()).tree();
        }
        String sha = store.writeTree(start, changes);
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("sha", sha).put("truncated", false);
        json.set("tree", listing(store, sha, false));
        return Reply.json(201, json);
    }

    private static String path(JsonNode entry) {
        String path = entry.path("path").asText("");
        boolean malformed = path.isEmpty()
                || Stream.of(path.split("/", -1))
                        .anyMatch(part -> Set.of("", ".", "..", ".git").contains(part));
        if (malformed) {
            throw new Refused(422, "tree.path contains a malformed path component");
        }
        return path;
    }

    private static Optional<GitStore.Entry> entry(JsonNode entry, GitStore store) {
        String mode = entry.path("mode").asText("");
        if (!MODES.contains(mode)) {
            throw new Refused(422, "Must supply a valid tree.mode");
        }
        if (entry.has("sha") == entry.has("content")) {
            throw new Refused(422, "Must supply either tree.sha or tree.content");
        }
        if (entry.path("content").isTextual()) {
            byte[] content = entry.path("content").textValue().getBytes(StandardCharsets.UTF_8);
            return Optional.of(new GitStore.Entry(mode, "", store.writeBlob(content)));
        }
        if (entry.path("sha").isNull()) {
            return Optional.empty();
        }
        String sha = entry.path("sha").asText();
        boolean known = "040000".equals(mode) ? store.hasTree(sha) : store.hasBlob(sha);
        if (!known) {
            throw new Refused(422, "tree.sha " + sha + " is not a valid object");
        }
        return Optional.of(new GitStore.Entry(mode, "", sha));
    }

    private static Reply list(Ask ask, FakeRepository repository, String name) {
        GitStore store = repository.store();
        String sha = store.hasTree(name)
                ? name
                : repository.head(name).map(head -> store.commit(head).tree()).orElse("");
        if (sha.isEmpty()) {
            throw new Refused(404, "Not Found");
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("sha", sha).put("truncated", false);
        json.set("tree", listing(store, sha, ask.query("recursive").isPresent()));
        return Reply.json(200, json);
    }

    private static ArrayNode listing(GitStore store, String sha, boolean recursive) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (GitStore.Entry entry : store.tree(sha)) {
            array.add(item(entry.name(), entry));
            if (recursive && entry.isFolder()) {
                listing(store, entry.sha(), true).forEach(below -> {
                    ((ObjectNode) below)
                            .put("path", entry.name() + "/" + below.path("path").asText());
                    array.add(below);
                });
            }
        }
        return array;
    }

    private static ObjectNode item(String path, GitStore.Entry entry) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("path", path)
                .put("mode", entry.mode())
                .put("type", entry.isFolder() ? "tree" : "blob")
                .put("sha", entry.sha());
    }

    private static Reply commit(Ask ask, FakeRepository repository) {
        String message = ask.required("message");
        String tree = ask.required("tree");
        if (!repository.store().hasTree(tree)) {
            throw new Refused(422, "Tree SHA does not exist");
        }
        List<String> parents = new ArrayList<>();
        ask.body().path("parents").forEach(parent -> parents.add(parent.asText()));
        if (!parents.stream().allMatch(repository.store()::hasCommit)) {
            throw new Refused(422, "Parent SHA does not exist or is not a commit object");
        }
        return created(repository.store().writeCommit(tree, parents, message, repository.tick()));
    }

    private static Reply readRef(FakeRepository repository, String branch) {
        String head = repository.head(branch).orElseThrow(() -> new Refused(404, "Not Found"));
        return Reply.json(200, ref("refs/heads/" + branch, head));
    }

    private static Reply createRef(Ask ask, FakeRepository repository) {
        String ref = ask.required("ref");
        String sha = ask.required("sha");
        if (!ref.startsWith("refs/heads/")) {
            throw new Refused(422, ref + " is not a valid ref name.");
        }
        String branch = ref.substring("refs/heads/".length());
        if (repository.head(branch).isPresent()) {
            throw new Refused(422, "Reference already exists");
        }
        if (!repository.store().hasCommit(sha)) {
            throw new Refused(422, "Object does not exist");
        }
        repository.point(branch, sha, ask.token());
        return Reply.json(201, ref(ref, sha));
    }

    private static Reply moveRef(Ask ask, FakeRepository repository, String branch) {
        String sha = ask.required("sha");
        String head = repository.head(branch).orElseThrow(() -> new Refused(422, "Reference does not exist"));
        if (!repository.store().hasCommit(sha)) {
            throw new Refused(422, "Object does not exist");
        }
        boolean force = ask.body().path("force").asBoolean(false);
        if (!force && !repository.store().isAncestor(head, sha)) {
            throw new Refused(422, "Update is not a fast forward");
        }
        if (!head.equals(sha)) {
            repository.point(branch, sha, ask.token());
        }
        return Reply.json(200, ref("refs/heads/" + branch, sha));
    }

    private static ObjectNode ref(String ref, String sha) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("ref", ref);
        json.putObject("object").put("type", "commit").put("sha", sha);
        return json;
    }

    private static Reply created(String sha) {
        return Reply.json(201, JsonNodeFactory.instance.objectNode().put("sha", sha));
    }
}
