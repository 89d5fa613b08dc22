package dev.interlude.publisher.github;

/** {@code GET /repos/{owner}/{repo}/branches/{branch}}: head commit and root folder in one answer. */
final class BranchEndpoint {

    private final GitHubApi api;
    private final RepositoryName repository;

    BranchEndpoint(GitHubApi api, RepositoryName repository) {
        this.api = api;
        this.repository = repository;
    }

    /** The head of that branch. Where there is none, a second request tells a missing branch from a missing repository. */
    Head head(String branch) {
        Answer answer = api.get(repository.path("/branches/" + RepositoryName.segment(branch)));
        return switch (answer.status()) {
            case 200 -> new Head.Commit(answer.text("/commit/sha"), answer.text("/commit/commit/tree/sha"));
            case 404 -> withoutBranch();
            default ->
                throw Refusal.of("read branch " + branch + " of " + repository, Permission.CONTENTS_READ, answer);
        };
    }

    private Head withoutBranch() {
        Answer answer = api.get(repository.path(""));
        return switch (answer.status()) {
            case 200 -> new Head.NoBranch();
            case 404 -> new Head.NoRepository();
            default -> throw Refusal.of("read repository " + repository, Permission.METADATA_READ, answer);
        };
    }
}
