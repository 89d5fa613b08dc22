package dev.interlude.publisher.github;

import dev.interlude.publisher.failure.Failure;

/** {@code GET /repos/{owner}/{repo}/branches/{branch}}: head commit and root folder in one answer. */
final class BranchEndpoint {

    private final GitHubApi api;
    private final RepositoryName repository;

    BranchEndpoint(GitHubApi api, RepositoryName repository) {
        this.api = api;
        this.repository = repository;
    }

    /**
     * The head of that branch. GitHub's message tells a missing branch ("Branch not found") from a missing repository
     * ("Not Found"); {@link #withoutBranch} makes sure of it.
     */
    Head head(String branch) {
        Answer answer = api.get(repository.path("/branches/" + RepositoryName.segment(branch)));
        return switch (answer.status()) {
            case 200 -> commit(branch, answer);
            case 404 -> isPerhapsMissing(answer) ? new Head.NoRepository() : withoutBranch();
            default ->
                throw Refusal.of("read branch " + branch + " of " + repository, Permission.CONTENTS_READ, answer);
        };
    }

    /** Where a name redirects, there is a repository; creating one of that name would take the old name from it. */
    private static boolean isPerhapsMissing(Answer answer) {
        return "Not Found".equals(answer.message()) && !answer.received().redirected();
    }

    private Head commit(String branch, Answer answer) {
        String name = answer.json().path("name").asText(branch);
        if (answer.received().redirected() && !name.equals(branch)) {
            throw new Failure(
                    Failure.Kind.REFUSED,
                    "read branch " + branch + " of " + repository,
                    "it was renamed: GitHub answers for " + name,
                    "give target.github.branch: " + name + ", or create " + branch + " again");
        }
        return new Head.Commit(
                answer.text("/commit/sha"),
                answer.text("/commit/commit/tree/sha"),
                answer.json().at("/commit/commit/message").asText(""));
    }

    /** Whether the repository is there, asked of itself. */
    Head withoutBranch() {
        Answer answer = api.get(repository.path(""));
        return switch (answer.status()) {
            case 200 -> new Head.NoBranch();
            case 404 -> new Head.NoRepository();
            default -> throw Refusal.of("read repository " + repository, Permission.METADATA_READ, answer);
        };
    }
}
