package dev.interlude.publisher.github;

import dev.interlude.publisher.failure.Failure;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.GHCreateRepositoryBuilder;
import org.kohsuke.github.GHMyself;
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
     * @return the branch that it was given
     */
    String create(GitHubSettings.Create visibility) {
        GitHub gitHub = client();
        try {
            return createAt("/orgs/" + RepositoryName.segment(repository.owner()) + "/repos", visibility, gitHub);
        } catch (IOException refused) {
            Answer answer = answerOr(refused);
            if ((answer.is(403) || answer.is(404)) && isOwnedByToken(gitHub)) {
                return createForUser(visibility, gitHub);
            }
            throw refusal(answer);
        }
    }

    private String createForUser(GitHubSettings.Create visibility, GitHub gitHub) {
        try {
            return createAt("/user/repos", visibility, gitHub);
        } catch (IOException refused) {
            throw refusal(answerOr(refused));
        }
    }

    private String createAt(String route, GitHubSettings.Create visibility, GitHub gitHub) throws IOException {
        return new GHCreateRepositoryBuilder(repository.name(), gitHub, route)
                .private_(visibility == GitHubSettings.Create.PRIVATE)
                .autoInit(true)
                .create()
                .getDefaultBranch();
    }

    /** An App and a workflow have no user; they are told 403 here. */
    private boolean isOwnedByToken(GitHub gitHub) {
        try {
            GHMyself myself = gitHub.getMyself();
            return repository.owner().equalsIgnoreCase(myself.getLogin());
        } catch (IOException e) {
            return false;
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

    private Failure refusal(Answer answer) {
        return Refusal.of("create repository " + repository, Permission.REPOSITORY_CREATE, answer);
    }

    private Answer answerOr(IOException thrown) {
        @Nullable Answer answer = connector.last();
        if (answer == null) {
            throw new IllegalStateException("github-api failed without an answer", thrown);
        }
        return answer;
    }
}
