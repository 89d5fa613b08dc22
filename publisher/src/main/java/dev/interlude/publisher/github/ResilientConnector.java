package dev.interlude.publisher.github;

import dev.interlude.publisher.failure.Failure;
import dev.interlude.publisher.progress.Progress;
import dev.interlude.publisher.progress.Sleeper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.connector.GitHubConnector;
import org.kohsuke.github.connector.GitHubConnectorRequest;

/**
 * The one road to GitHub, for {@code github-api} and for our own calls. It repeats what is safe to repeat, waits where
 * GitHub asks for it, paces writes, counts, and gives up when the time is over. Used by one thread.
 */
final class ResilientConnector implements GitHubConnector {

    private static final int MOST_ATTEMPTS = 5;
    private static final Duration FIRST_GAP = Duration.ofSeconds(1);
    private static final Duration ONE_EXCHANGE = Duration.ofSeconds(30);

    private final Wire wire;
    private final TimeBudget budget;
    private final Progress progress;
    private final Sleeper sleeper;
    private final RandomGenerator random;
    private final WritePace pace;
    private int requests;
    private boolean moveTold;

    ResilientConnector(
            Wire wire, TimeBudget budget, Progress progress, Sleeper sleeper, Clock clock, RandomGenerator random) {
        this.wire = wire;
        this.budget = budget;
        this.progress = progress;
        this.sleeper = sleeper;
        this.random = random;
        this.pace = new WritePace(clock);
    }

    /** @throws Failure UNREACHABLE if no answer came, REFUSED if a rate limit lasts longer than the time that is left */
    @Override
    public Received send(GitHubConnectorRequest request) {
        int held = 0;
        for (int attempt = 1; ; attempt++) {
            Outcome outcome = attempt(request);
            Received answer = outcome.answer();
            Optional<Duration> limit =
                    answer == null ? Optional.empty() : RateLimit.waitAfter(answer, ++held, budget.now());
            if (limit.isPresent()) {
                waitForLimit(request, limit.get());
            } else if (answer != null && answer.statusCode() < 500) {
                return redacted(answer);
            } else if (!outcome.mayRepeat(request) || attempt == MOST_ATTEMPTS) {
                return outcome.lastWord(request);
            } else {
                waitForNextAttempt(request, outcome, attempt);
            }
        }
    }

    private Outcome attempt(GitHubConnectorRequest request) {
        if (!Exchange.isRead(request)) {
            pause(pace.delay());
            pace.wrote();
        }
        if (budget.isSpent()) {
            throw outOfTime(request, "there is no time left");
        }
        Duration atMost = budget.allows(ONE_EXCHANGE) ? ONE_EXCHANGE : budget.left();
        Instant start = budget.now();
        requests++;
        try {
            Received answer = wire.send(request, atMost);
            tell(request, Integer.toString(answer.statusCode()), start);
            warnOfMove(answer);
            return new Outcome(answer, null);
        } catch (IOException e) {
            tell(request, reason(e), start);
            return new Outcome(null, e);
        }
    }

    private void tell(GitHubConnectorRequest request, String result, Instant start) {
        long took = Duration.between(start, budget.now()).toMillis();
        progress.detail("request " + requests + ": " + inWords(request) + " " + result + " (" + took + " ms)");
    }

    private void warnOfMove(Received answer) {
        if (answer.redirected() && !moveTold) {
            moveTold = true;
            progress.warning(
                    "GitHub redirects from the repository's name, so it was renamed or moved; give its new name"
                            + " as target.github.repository before somebody else takes the old one");
        }
    }

    private void waitForLimit(GitHubConnectorRequest request, Duration told) {
        Duration wait = told.plus(jitter(Duration.ofSeconds(1)));
        if (!budget.allows(wait)) {
            throw new Failure(
                    Failure.Kind.REFUSED,
                    "send " + inWords(request),
                    "GitHub's rate limit lasts for " + told.toSeconds() + " s more",
                    "run the same command again after " + budget.now().plus(told) + ", or give it a longer --timeout");
        }
        progress.warning("GitHub's rate limit holds us up for " + told.toSeconds() + " s");
        pause(wait);
    }

    private void waitForNextAttempt(GitHubConnectorRequest request, Outcome outcome, int attempt) {
        Duration gap = FIRST_GAP.multipliedBy(1L << (attempt - 1));
        Duration wait = gap.dividedBy(2).plus(jitter(gap)).plus(outcome.retryAfter(budget.now()));
        if (!budget.allows(wait)) {
            throw outOfTime(request, outcome.inWords());
        }
        pause(wait);
    }

    private void pause(Duration time) {
        sleeper.sleep(time);
    }

    private Duration jitter(Duration most) {
        return Duration.ofMillis(random.nextLong(most.toMillis() + 1));
    }

    /** A proxy or a debugging server may echo what it was sent; what it says must not carry the token on. */
    private static Received redacted(Received answer) {
        String authorization = answer.request().header("Authorization");
        if (answer.statusCode() < 400 || authorization == null) {
            return answer;
        }
        String token = authorization.substring(authorization.indexOf(' ') + 1);
        byte[] body = new String(answer.body(), StandardCharsets.UTF_8)
                .replace(token, "***")
                .getBytes(StandardCharsets.UTF_8);
        return answer.with(body);
    }

    private static String inWords(GitHubConnectorRequest request) {
        return request.method() + " " + request.url().getFile();
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static Failure outOfTime(GitHubConnectorRequest request, String happened) {
        return new Failure(
                Failure.Kind.UNREACHABLE,
                "send " + inWords(request),
                happened,
                "run the same command again, or give it a longer --timeout");
    }

    /** What one attempt came to: an answer or an error. */
    private record Outcome(
            @Nullable Received answer, @Nullable IOException error) {

        /** A request that never left is always safe to send again. */
        boolean mayRepeat(GitHubConnectorRequest request) {
            boolean neverSent = error instanceof ConnectException || error instanceof HttpConnectTimeoutException;
            return neverSent
                    || Repetition.isSafe(request.method(), request.url().getPath());
        }

        Received lastWord(GitHubConnectorRequest request) {
            if (answer != null) {
                return redacted(answer);
            }
            URI url = URI.create(request.url().toString());
            Failure failure = new Failure(
                    Failure.Kind.UNREACHABLE,
                    "send " + ResilientConnector.inWords(request) + " to " + url.getAuthority(),
                    inWords(),
                    "check the network and target.github.api-url, then run the same command again; it goes on where"
                            + " this one stopped");
            throw error == null ? failure : failure.causedBy(error);
        }

        /** How long a server that is out of service asks to be left alone. */
        Duration retryAfter(Instant now) {
            return answer == null
                    ? Duration.ZERO
                    : RateLimit.retryAfter(answer, now).orElse(Duration.ZERO);
        }

        String inWords() {
            if (error != null) {
                return reason(error);
            }
            return answer == null ? "no answer" : "GitHub answered " + answer.statusCode();
        }
    }
}
