package dev.interlude.publisher.github;

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
            case 200 ->
                new Head.Commit(
                        answer.text("/commit/sha"),
                        answer.text("/commit/commit/tree/sha"),
                        answer.json().at("/commit/commit/message").asText(""));
            case 404 -> "Not Found".equals(answer.message()) ? new Head.NoRepository() : withoutBranch();
            default ->
                throw Refusal.of("read branch " + branch + " of " + repository, Permission.CONTENTS_READ, answer);
        };
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
