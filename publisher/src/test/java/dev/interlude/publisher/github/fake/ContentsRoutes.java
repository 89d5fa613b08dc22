package dev.interlude.publisher.github.fake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Single files: the only way to write to an empty repository. */
final class ContentsRoutes {

    private final GitHubDescription description;

    ContentsRoutes(GitHubDescription description) {
        this.description = description;
    }

    Reply handle(Ask ask, FakeRepository repository, String path) {
        return switch (ask.method()) {
            case "GET" -> read(ask, repository, path);
            case "PUT" -> write(ask, repository, path);
            default -> throw new Refused(404, "Not Found");
        };
    }

    private Reply read(Ask ask, FakeRepository repository, String path) {
        ask.token().require("contents:read");
        String ref = ask.query("ref").orElse(repository.defaultBranch());
        String commit = repository.store().hasCommit(ref)
                ? ref
                : repository.head(ref).orElseThrow(() -> new Refused(404, "No commit found for the ref " + ref));
        byte[] content = repository.filesAt(commit, "/").get(path);
        if (content == null) {
            throw new Refused(404, "Not Found");
        }
        if (ask.accept().contains("raw")) {
            return Reply.bytes(200, "application/vnd.github.raw+json", content);
        }
        return Reply.json(
                200,
                description
                        .example("GET /repos/{owner}/{repo}/contents/{path}", 200)
                        .put("name", path.substring(path.lastIndexOf('/') + 1))
                        .put("path", path)
                        .put("size", content.length)
                        .put("sha", repository.store().writeBlob(content))
                        .put(
                                "content",
                                Base64.getMimeEncoder(60, new byte[] {'\n'}).encodeToString(content) + "\n"));
    }

    private Reply write(Ask ask, FakeRepository repository, String path) {
        ask.token().require("contents:write");
        String message = ask.required("message");
        byte[] content = Base64.getMimeDecoder().decode(ask.required("content"));
        String branch = ask.body().path("branch").asText(repository.defaultBranch());
        GitStore store = repository.store();
        Optional<String> head = repository.head(branch);
        if (head.isEmpty() && !repository.isEmpty()) {
            throw new Refused(404, "Branch " + branch + " not found");
        }
        if (head.isPresent()
                && repository.filesAt(head.get(), "/").containsKey(path)
                && !ask.body().has("sha")) {
            throw new Refused(422, "Invalid request. \"sha\" wasn't supplied.");
        }
        String base = head.map(commit -> store.commit(commit).tree()).orElseGet(() -> store.writeTree(List.of()));
        String blob = store.writeBlob(content);
        String tree = store.writeTree(base, Map.of(path, Optional.of(new GitStore.Entry("100644", "", blob))));
        String commit = store.writeCommit(tree, head.map(List::of).orElse(List.of()), message, repository.tick());
        repository.point(branch, commit, ask.token());
        ObjectNode json = description.example("PUT /repos/{owner}/{repo}/contents/{path}", 201);
        json.withObject("/content").put("path", path).put("sha", blob);
        json.withObject("/commit").put("sha", commit).withObject("/tree").put("sha", tree);
        return Reply.json(201, json);
    }
}
