package dev.interlude.publisher.github;

import dev.interlude.publisher.progress.Progress;
import dev.interlude.publisher.progress.Sleeper;
import dev.interlude.publisher.progress.TimeBudget;
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
        return over(journal, credentials, progress, sleeper);
    }

    /** One that tells nobody and never waits. */
    Connection rehearsing(Rehearsal rehearsal) {
        // Whoever fetches tokens keeps the live road for it.
        return over(rehearsal, credentials.withoutRoad(), Progress.silent(), time -> {});
    }

    private Connection over(Wire wire, Credentials from, Progress progress, Sleeper sleeper) {
        RepositoryName repository = RepositoryName.of(settings);
        ResilientConnector connector = new ResilientConnector(wire, from, budget, progress, sleeper, clock, random);
        GitHubApi api = new GitHubApi(base, from, connector, budget, sleeper);
        return new Connection(
                settings,
                api,
                Endpoints.of(api, repository),
                new RepositoryCreation(base, api, connector, repository),
                budget,
                new LivePage(random, connector.tally()),
                progress,
                sleeper,
                random,
                this);
    }
}
