package dev.interlude.publisher.github;

/** The calls of one repository, side by side. */
record Endpoints(
        BranchEndpoint branches,
        ContentsEndpoint contents,
        BlobEndpoint blobs,
        TreeEndpoint trees,
        CommitEndpoint commits,
        RefEndpoint refs,
        PagesEndpoint pages,
        BuildsEndpoint builds,
        HealthEndpoint health) {

    static Endpoints of(GitHubApi api, RepositoryName repository) {
        return new Endpoints(
                new BranchEndpoint(api, repository),
                new ContentsEndpoint(api, repository),
                new BlobEndpoint(api, repository),
                new TreeEndpoint(api, repository),
                new CommitEndpoint(api, repository),
                new RefEndpoint(api, repository),
                new PagesEndpoint(api, repository),
                new BuildsEndpoint(api, repository),
                new HealthEndpoint(api, repository));
    }
}
