package dev.interlude.publisher.github;

import dev.interlude.publisher.failure.Failure;
import dev.interlude.publisher.progress.Progress;
import dev.interlude.publisher.progress.Sleeper;
import dev.interlude.publisher.progress.TimeBudget;
import dev.interlude.publisher.target.Remote;
import dev.interlude.publisher.target.Target;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** A branch of a GitHub repository that GitHub Pages serves. Used by one thread at a time. */
public final class GitHubTarget implements Target {

    private final Connection connection;

    private GitHubTarget(Connection connection) {
        this.connection = connection;
    }

    /**
     * Sends nothing yet.
     *
     * @param timeout how long all requests together may take, waiting for rate limits included; counted from now, and
     *     anew for each wait for visibility
     * @throws Failure CONFIGURATION if the API's address is none that a token may be sent to
     */
    public static GitHubTarget connecting(
            GitHubSettings settings,
            Credentials credentials,
            Progress progress,
            Sleeper sleeper,
            Clock clock,
            RandomGenerator random,
            Duration timeout) {
        URI base = ApiHost.checked(settings.apiUrl());
        Connecting connecting = new Connecting(
                settings,
                credentials,
                base,
                new TimeBudget(clock, timeout),
                new Journal(new Exchange(), base),
                clock,
                random);
        return new GitHubTarget(connecting.live(progress, sleeper));
    }

    @Override
    public String description() {
        GitHubSettings settings = connection.settings();
        String folder = "/".equals(settings.path()) ? "" : " " + settings.path();
        return "github " + settings.repository() + " (" + settings.branch() + folder + ")";
    }

    @Override
    public String effort() {
        return connection.api().effort();
    }

    @Override
    public Remote read() {
        BranchEndpoint branches = connection.github().branches();
        Head head = branches.head(connection.settings().branch());
        if (head instanceof Head.NoRepository && !isPerhapsCreated()) {
            head = branches.withoutBranch();
        }
        if (head instanceof Head.NoRepository) {
            refuseWhereNotToBeCreated();
            connection.creation().refuseWhereImpossible();
            return GitHubRemote.withoutRepository(connection);
        }
        Optional<PagesSite> pages = connection.github().pages().site();
        return new GitHubRemote(connection, head, folderOf(head), pages, Domains.read(connection, head, pages));
    }

    /** The name of the published folder's tree. */
    private Optional<String> folderOf(Head head) {
        String path = connection.settings().path();
        if (!(head instanceof Head.Commit commit)) {
            return Optional.empty();
        }
        return "/".equals(path)
                ? Optional.of(commit.tree())
                : connection.github().trees().folder(commit.tree(), path.substring(1));
    }

    /** Where it will be, creating it shows whether it is there; elsewhere that is asked, and not told by words. */
    private boolean isPerhapsCreated() {
        return !isNotToBeCreated() && connection.api().tokenKind().hasPerson();
    }

    private boolean isNotToBeCreated() {
        return connection.settings().create() == GitHubSettings.Create.NEVER;
    }

    private void refuseWhereNotToBeCreated() {
        GitHubSettings settings = connection.settings();
        if (isNotToBeCreated()) {
            throw new Failure(
                    Failure.Kind.REFUSED,
                    "read repository " + settings.repository(),
                    "it does not exist, or the token cannot see it",
                    "create it, set target.github.create to private or public, or grant the token "
                            + Permission.CONTENTS_WRITE.inSettings() + " on it (classic token: the scope repo)");
        }
    }
}
