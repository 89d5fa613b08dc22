package dev.interlude.publisher.github;

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
    private final Credentials credentials;
    private final LastAnswer connector;
    private final RepositoryName repository;

    RepositoryCreation(URI apiUrl, Credentials credentials, ResilientConnector shared, RepositoryName repository) {
        this.apiUrl = apiUrl;
        this.credentials = credentials;
        this.connector = new LastAnswer(shared);
        this.repository = repository;
    }

    /**
     * Creates it with a README, since Git's own calls are refused in an empty repository.
     *
     * @return the branch that it was given; empty where the repository is there already
     */
    Optional<String> create(GitHubSettings.Create visibility) {
        GitHub gitHub = client();
        String route = isOwnedByToken(gitHub)
                ? "/user/repos"
                : "/orgs/" + RepositoryName.segment(repository.owner()) + "/repos";
        try {
            return Optional.of(new GHCreateRepositoryBuilder(repository.name(), gitHub, route)
                    .private_(visibility == GitHubSettings.Create.PRIVATE)
                    .autoInit(true)
                    .create()
                    .getDefaultBranch());
        } catch (IOException e) {
            Answer answer = answerOr(e);
            if (answer.is(422) && answer.message().contains("already exists")) {
                return Optional.empty();
            }
            throw Refusal.of("create repository " + repository, Permission.REPOSITORY_CREATE, answer);
        }
    }

    /** An App and a workflow have no user; they are told so by 403. */
    private boolean isOwnedByToken(GitHub gitHub) {
        try {
            return repository.owner().equalsIgnoreCase(gitHub.getMyself().getLogin());
        } catch (IOException e) {
            Answer answer = answerOr(e);
            if (answer.is(403) || answer.is(404)) {
                return false;
            }
            throw Refusal.of("read whose token it is", Permission.METADATA_READ, answer);
        }
    }

    private GitHub client() {
        try {
            return new GitHubBuilder()
                    .withEndpoint(apiUrl.toString())
                    // withOAuthToken would send a GET /user of its own.
                    .withAuthorizationProvider(() -> credentials.token().authorization())
                    .withConnector(connector)
                    .withRateLimitHandler(GitHubRateLimitHandler.FAIL)
                    .withAbuseLimitHandler(GitHubAbuseLimitHandler.FAIL)
                    .build();
        } catch (IOException e) {
            throw new IllegalStateException("building the client sends nothing", e);
        }
    }

    private Answer answerOr(IOException thrown) {
        @Nullable Answer answer = connector.last();
        if (answer == null) {
            throw new IllegalStateException("github-api failed without an answer", thrown);
        }
        return answer;
    }
}
