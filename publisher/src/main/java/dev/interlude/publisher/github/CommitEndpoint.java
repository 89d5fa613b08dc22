package dev.interlude.publisher.github;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /repos/{owner}/{repo}/git/commits}. Author and committer are left out: GitHub fills them in, and signs
 * what an App or a workflow commits.
 */
final class CommitEndpoint {

    private final GitHubApi api;
    private final RepositoryName repository;

    CommitEndpoint(GitHubApi api, RepositoryName repository) {
        this.api = api;
        this.repository = repository;
    }

    /** @param parent null for the first commit of a branch */
    String create(String message, String tree, @Nullable String parent) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("message", message);
        body.put("tree", tree);
        ArrayNode parents = body.putArray("parents");
        if (parent != null) {
            parents.add(parent);
        }
        Answer answer = api.post(repository.path("/git/commits"), body);
        if (!answer.is(201)) {
            throw Refusal.of("commit to " + repository, Permission.CONTENTS_WRITE, answer);
        }
        return answer.text("/sha");
    }
}
