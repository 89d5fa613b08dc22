package dev.interlude.publisher.github;

import dev.interlude.publisher.progress.Progress;
import dev.interlude.publisher.progress.Sleeper;
import dev.interlude.publisher.progress.TimeBudget;
import java.util.random.RandomGenerator;

/**
 * All that a target holds open towards one repository.
 *
 * @param api knows whether the repository is so new that GitHub does not know it everywhere
 * @param budget the time that all calls together may take
 * @param how it was made, so that another one can rehearse what this one is to do
 */
record Connection(
        GitHubSettings settings,
        GitHubApi api,
        Endpoints github,
        RepositoryCreation creation,
        TimeBudget budget,
        LivePage live,
        Progress progress,
        Sleeper sleeper,
        RandomGenerator random,
        Connecting how) {}
