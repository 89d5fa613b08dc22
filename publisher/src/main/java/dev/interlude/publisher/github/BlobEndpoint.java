package dev.interlude.publisher.github;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.Optional;

/** {@code POST /repos/{owner}/{repo}/git/blobs}: one file's content, whatever it is. */
final class BlobEndpoint {

    private final GitHubApi api;
    private final RepositoryName repository;

    BlobEndpoint(GitHubApi api, RepositoryName repository) {
        this.api = api;
        this.repository = repository;
    }

    /** Its name; empty where the repository is empty and takes no objects yet. */
    Optional<String> create(String path, byte[] content) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("content", Base64.getEncoder().encodeToString(content));
        body.put("encoding", "base64");
        Answer answer = api.post(repository.path("/git/blobs"), body);
        if (TreeEndpoint.isEmptyRepository(answer)) {
            return Optional.empty();
        }
        if (!answer.is(201)) {
            throw Refusal.of("upload " + path + " to " + repository, Permission.CONTENTS_WRITE, answer);
        }
        return Optional.of(answer.text("/sha"));
    }
}
