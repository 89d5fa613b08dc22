package dev.interlude.publisher.github;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.Optional;

/** {@code /repos/{owner}/{repo}/contents/{path}}: one file at one commit, and the first commit of an empty repository. */
final class ContentsEndpoint {

    private final GitHubApi api;
    private final RepositoryName repository;

    ContentsEndpoint(GitHubApi api, RepositoryName repository) {
        this.api = api;
        this.repository = repository;
    }

    /** The bytes of that file at that commit; empty where it has no such file. */
    Optional<byte[]> file(String path, String commit) {
        Answer answer = api.get(path(path) + "?ref=" + RepositoryName.segment(commit));
        return switch (answer.status()) {
            case 200 -> Optional.of(decoded(answer.text("/content")));
            case 404 -> Optional.empty();
            default -> throw Refusal.of("read " + path + " of " + repository, Permission.CONTENTS_READ, answer);
        };
    }

    /**
     * Creates that branch with that one file. The only call that an empty repository accepts; all of Git's own answer
     * 409 there.
     *
     * @param look called where it was refused or got no answer; throws where the repository is empty no more
     */
    Head.Commit seed(String branch, String path, byte[] content, String message, Runnable look) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("message", message);
        body.put("content", Base64.getEncoder().encodeToString(content));
        body.put("branch", branch);
        Head.Commit seeded = api.sendLooking(() -> seeded(path, body, message, look), () -> {
            look.run();
            return Optional.empty();
        });
        api.repositoryHasBegun();
        return seeded;
    }

    private Head.Commit seeded(String path, ObjectNode body, String message, Runnable look) {
        Answer answer = api.put(path(path), body);
        if (answer.is(201)) {
            return new Head.Commit(answer.text("/commit/sha"), answer.text("/commit/tree/sha"), message);
        }
        if (answer.is(404) || answer.is(409) || answer.is(422)) {
            look.run();
        }
        throw Refusal.of("make the first commit of " + repository, Permission.CONTENTS_WRITE, answer);
    }

    /** Base64 in lines. A file above 1 MB comes without its content; none of ours is that large. */
    private static byte[] decoded(String content) {
        try {
            return Base64.getMimeDecoder().decode(content);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private String path(String file) {
        return repository.path("/contents/" + RepositoryName.segments(file));
    }
}
