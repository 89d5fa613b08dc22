package dev.interlude.publisher.github;

import dev.interlude.publisher.failure.Failure;
import dev.interlude.publisher.progress.Progress;
import dev.interlude.publisher.progress.Sleeper;
import dev.interlude.publisher.progress.TimeBudget;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.connector.GitHubConnector;
import org.kohsuke.github.connector.GitHubConnectorRequest;

/**
 * The one road to GitHub, for {@code github-api} and for our own calls. It adds the token, repeats what is safe to
 * repeat, waits where GitHub asks for it, paces writes, counts, redacts, and gives up when the time is over. Used by one
 * thread.
 */
final class ResilientConnector implements GitHubConnector {

    private static final int MOST_FAILURES = 5;
    private static final int MOST_LIMITS = 8;
    private static final Duration FIRST_GAP = Duration.ofSeconds(1);

    private final Wire wire;
    private final Redaction redaction = new Redaction();
    private final Credentials credentials;
    private final TimeBudget budget;
    private final Progress progress;
    private final Sleeper sleeper;
    private final RandomGenerator random;
    private final WritePace pace;
    private final TokenExpiry expiry;
    private final RequestTally tally = new RequestTally();
    private int ofTheApp;
    private boolean moveTold;

    ResilientConnector(
            Wire wire,
            Credentials credentials,
            TimeBudget budget,
            Progress progress,
            Sleeper sleeper,
            Clock clock,
            RandomGenerator random) {
        this.wire = wire;
        this.credentials = credentials;
        this.budget = budget;
        this.progress = progress;
        this.sleeper = sleeper;
        this.random = random;
        this.pace = new WritePace(clock);
        this.expiry = new TokenExpiry(progress);
        credentials.connect(this::send);
    }

    /**
     * Sends with the operator's credential; one that GitHub does not know any more is renewed once, where it can be.
     *
     * @throws Failure UNREACHABLE if no answer came, or a limit of GitHub's lasts longer than the time that is left
     */
    @Override
    public Received send(GitHubConnectorRequest request) {
        LastToken last = new LastToken(credentials);
        Received answer = send(request, last);
        AccessToken refused = last.token();
        if (answer.statusCode() == 401 && refused != null && credentials.renews(refused)) {
            progress.detail("GitHub does not know the token any more; getting another one");
            answer = send(request, last);
        }
        if (answer.statusCode() == 401 && refused != null) {
            progress.step("the token that GitHub does not know is the one from " + refused.source());
        }
        expiry.warn(answer);
        return answer;
    }

    private Received send(GitHubConnectorRequest request, Supplier<AccessToken> credential) {
        int failures = 0;
        int limits = 0;
        while (true) {
            Attempt attempt = attempt(request, credential);
            Optional<Duration> limit = limit(attempt.answer(), limits + 1);
            if (limit.isPresent()) {
                limits++;
                waitForLimit(request, limit.get(), limits);
            } else if (attempt.isAnswered() || !attempt.mayBeRepeated() || ++failures == MOST_FAILURES) {
                return attempt.lastWord();
            } else {
                waitForNextAttempt(attempt, failures);
            }
        }
    }

    RequestTally tally() {
        return tally;
    }

    private Optional<Duration> limit(@Nullable Received answer, int attempt) {
        return answer == null ? Optional.empty() : RateLimit.waitAfter(answer, attempt, budget.now());
    }

    private Attempt attempt(GitHubConnectorRequest request, Supplier<AccessToken> credential) {
        AccessToken token = credential.get();
        if (!Exchange.isRead(request)) {
            waitForTurn(request);
        }
        if (budget.isSpent()) {
            throw Attempt.outOfTime(request, "there is no time left");
        }
        Duration patience = Exchange.patience(request);
        Duration atMost = budget.allows(patience) ? patience : budget.left();
        Instant start = budget.now();
        redaction.sending(token);
        if (credential instanceof LastToken) {
            tally.sent(request.method());
        } else {
            ofTheApp++;
        }
        Attempt attempt = exchanged(request, token, atMost);
        tell(attempt, credential, Duration.between(start, budget.now()));
        warnOfMove(attempt);
        return attempt;
    }

    private Attempt exchanged(GitHubConnectorRequest request, AccessToken token, Duration atMost) {
        try {
            return new Attempt(request, redaction.of(wire.send(request, token, atMost)), null);
        } catch (IOException e) {
            return new Attempt(request, null, e);
        }
    }

    /** What an App needs for its token is counted apart: the budgets are for what is done with it. */
    private void tell(Attempt attempt, Supplier<AccessToken> credential, Duration took) {
        String counted =
                credential instanceof LastToken ? "request " + tally.total() : "request " + ofTheApp + " of the App";
        progress.detail(counted + ": " + redaction.of(Attempt.inWords(attempt.request())) + " " + attempt.result()
                + " (" + took.toMillis() + " ms)");
    }

    /** A branch that was renamed redirects as well, which its reader tells by its name. */
    private void warnOfMove(Attempt attempt) {
        boolean ofBranch = attempt.request().url().getPath().contains("/branches/");
        Received answer = attempt.answer();
        if (answer != null && answer.redirected() && !ofBranch && !moveTold) {
            moveTold = true;
            progress.warning(
                    "GitHub redirects from the repository's name, so it was renamed or moved; give its new name"
                            + " as target.github.repository before somebody else takes the old one");
        }
    }

    private void waitForTurn(GitHubConnectorRequest request) {
        Duration delay = pace.delay();
        if (!budget.allows(delay)) {
            throw Attempt.outOfTime(
                    request,
                    delay.toSeconds() > 1
                            ? "GitHub takes 500 writes an hour, and the next one has to wait for " + delay.toSeconds()
                                    + " s"
                            : "there is no time left");
        }
        if (delay.toSeconds() > 1) {
            progress.step("waiting " + delay.toSeconds() + " s, since GitHub takes 500 writes an hour");
        }
        sleeper.sleep(delay);
        pace.wrote();
    }

    private void waitForLimit(GitHubConnectorRequest request, Duration told, int limits) {
        Duration wait = told.plus(jitter(FIRST_GAP));
        if (limits > MOST_LIMITS || !budget.allows(wait)) {
            throw new Failure(
                    Failure.Kind.UNREACHABLE,
                    "send " + Attempt.inWords(request),
                    "GitHub's rate limit lasts for " + told.toSeconds() + " s more"
                            + (limits > MOST_LIMITS
                                    ? ", after " + MOST_LIMITS + " waits"
                                    : ", longer than the time given"),
                    "run the same command again after " + budget.now().plus(told) + ", or give it a longer --timeout");
        }
        progress.warning("GitHub's rate limit holds us up for " + told.toSeconds() + " s");
        sleeper.sleep(wait);
    }

    private void waitForNextAttempt(Attempt attempt, int failures) {
        Duration gap = FIRST_GAP.multipliedBy(1L << (failures - 1));
        Duration wait = gap.dividedBy(2).plus(jitter(gap)).plus(attempt.retryAfter(budget.now()));
        if (!budget.allows(wait)) {
            throw attempt.outOfTime(budget.now());
        }
        sleeper.sleep(wait);
    }

    private Duration jitter(Duration most) {
        return Duration.ofMillis(random.nextLong(most.toMillis() + 1));
    }

    /** The operator's credential, and which token it came to last. */
    private static final class LastToken implements Supplier<AccessToken> {
        private final Credentials credentials;
        private @Nullable AccessToken token;

        LastToken(Credentials credentials) {
            this.credentials = credentials;
        }

        @Override
        public AccessToken get() {
            AccessToken now = credentials.token();
            token = now;
            return now;
        }

        @Nullable
        AccessToken token() {
            return token;
        }
    }
}
