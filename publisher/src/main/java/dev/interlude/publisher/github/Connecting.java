package dev.interlude.publisher.github;

import dev.interlude.publisher.progress.Progress;
import dev.interlude.publisher.progress.Sleeper;
import java.net.URI;
import java.time.Clock;
import java.util.random.RandomGenerator;

/**
 * How connections to one repository are made: the one that publishes, and one that only rehearses it.
 *
 * @param base the API's address, checked
 * @param journal the wire to GitHub, which writes down what is sent
 */
record Connecting(
        GitHubSettings settings,
        Credentials credentials,
        URI base,
        TimeBudget budget,
        Journal journal,
        Clock clock,
        RandomGenerator random) {

    /** The connection that does what it says. */
    Connection live(Progress progress, Sleeper sleeper) {
        return over(journal, progress, sleeper);
    }

    /** One that tells nobody and never waits. */
    Connection rehearsing(Rehearsal rehearsal) {
        return over(rehearsal, Progress.silent(), time -> {});
    }

    private Connection over(Wire wire, Progress progress, Sleeper sleeper) {
        RepositoryName repository = RepositoryName.of(settings);
        ResilientConnector connector = new ResilientConnector(wire, budget, progress, sleeper, clock, random);
        GitHubApi api = new GitHubApi(base, credentials, connector, budget, sleeper);
        return new Connection(
                settings,
                api,
                Endpoints.of(api, repository),
                new RepositoryCreation(base, credentials, connector, repository),
                budget,
                new LivePage(random),
                progress,
                sleeper,
                random,
                this);
    }
}
