package dev.interlude.publisher.github;

import dev.interlude.publisher.failure.Failure;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.GHCreateRepositoryBuilder;
import org.kohsuke.github.GitHub;
import org.kohsuke.github.GitHubAbuseLimitHandler;
import org.kohsuke.github.GitHubBuilder;
import org.kohsuke.github.GitHubRateLimitHandler;

/**
 * {@code POST /orgs/{org}/repos} and {@code POST /user/repos}, by {@code github-api}. The second creates a repository
 * for whoever the token belongs to, so it is sent only once that is known to be the wanted owner.
 */
final class RepositoryCreation {

    private final URI apiUrl;
    private final GitHubApi api;
    private final LastAnswer connector;
    private final RepositoryName repository;

    RepositoryCreation(URI apiUrl, GitHubApi api, ResilientConnector shared, RepositoryName repository) {
        this.apiUrl = apiUrl;
        this.api = api;
        this.connector = new LastAnswer(shared);
        this.repository = repository;
    }

    /**
     * Says so before anything is done, where this kind of token cannot create the repository at all.
     *
     * @throws Failure REFUSED
     */
    void refuseWhereImpossible() {
        if (api.tokenKind() == TokenKind.WORKFLOW) {
            throw WorkflowToken.cannot(
                    "create repository " + repository + ", which is not there or not the workflow's");
        }
        if (!api.tokenKind().hasPerson() && !isOrganisation()) {
            throw new Failure(
                    Failure.Kind.REFUSED,
                    "create repository " + repository,
                    "it is not there, " + repository.owner() + " is a person, and GitHub lets Apps create repositories"
                            + " in organisations only",
                    "create it by hand, let the App's installation have it, and run the same command again");
        }
    }

    /**
     * Creates it with a README, since Git's own calls are refused in an empty repository.
     *
     * @return the branch that it was given; empty where the repository is there already
     */
    Optional<String> create(GitHubSettings.Create visibility) {
        String route =
                isOwnedByToken() ? "/user/repos" : "/orgs/" + RepositoryName.segment(repository.owner()) + "/repos";
        return api.sendLooking(() -> created(route, visibility), this::present);
    }

    private Optional<String> created(String route, GitHubSettings.Create visibility) {
        try {
            new GHCreateRepositoryBuilder(repository.name(), client(), route)
                    .private_(visibility == GitHubSettings.Create.PRIVATE)
                    .autoInit(true)
                    .create();
            return Optional.of(last().text("/default_branch"));
        } catch (IOException e) {
            return thereAllTheSame(last());
        }
    }

    /** A server may word a missing branch as a missing repository, and refuse to create one in any words. */
    private Optional<String> thereAllTheSame(Answer refusal) {
        if (refusal.status() < 500 && present().isPresent()) {
            return Optional.empty();
        }
        if (refusal.is(422) && refusal.message().contains("already exists")) {
            throw new Failure(
                    Failure.Kind.REFUSED,
                    "create repository " + repository,
                    "GitHub says that it exists, and does not show it to this token",
                    "grant the token access to it: " + Permission.CONTENTS_WRITE.inSettings() + " and "
                            + Permission.PAGES_ADMINISTER.inSettings() + " (classic token: the scope repo)");
        }
        throw Refusal.of(
                "create repository " + repository + ", which this token does not see",
                Permission.REPOSITORY_CREATE,
                refusal);
    }

    /** Something that says that it is there, by whomever it was made; what is in it has to be read first then. */
    private Optional<Optional<String>> present() {
        Answer answer = api.get(repository.path(""));
        return answer.is(200) ? Optional.of(Optional.empty()) : Optional.empty();
    }

    /** An App and a workflow have no user that could be asked for. */
    private boolean isOwnedByToken() {
        if (!api.tokenKind().hasPerson()) {
            return false;
        }
        Answer answer = api.get("/user");
        return switch (answer.status()) {
            case 200 -> repository.owner().equalsIgnoreCase(answer.text("/login"));
            case 403, 404 -> false;
            default -> throw Refusal.of("read whose token it is", Permission.METADATA_READ, answer);
        };
    }

    private boolean isOrganisation() {
        Answer answer = api.get("/users/" + RepositoryName.segment(repository.owner()));
        return switch (answer.status()) {
            case 200 -> "Organization".equals(answer.json().path("type").asText());
            case 404 ->
                throw Refusal.of(
                        "find " + repository.owner() + " on GitHub",
                        answer,
                        "check the owner in target.github.repository");
            default -> throw Refusal.of("find " + repository.owner() + " on GitHub", Permission.METADATA_READ, answer);
        };
    }

    private GitHub client() {
        try {
            return new GitHubBuilder()
                    .withEndpoint(apiUrl.toString())
                    // The connector adds the token; github-api only has to believe that there is one.
                    .withAuthorizationProvider(() -> "added on the way")
                    .withConnector(connector)
                    .withRateLimitHandler(GitHubRateLimitHandler.FAIL)
                    .withAbuseLimitHandler(GitHubAbuseLimitHandler.FAIL)
                    .build();
        } catch (IOException e) {
            throw new IllegalStateException("building the client sends nothing", e);
        }
    }

    private Answer last() {
        @Nullable Answer answer = connector.last();
        if (answer == null) {
            throw new IllegalStateException("github-api has sent nothing");
        }
        return answer;
    }
}
