package dev.interlude.publisher.github;

import dev.interlude.publisher.failure.Failure;
import dev.interlude.publisher.progress.Progress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of one installation of an App, each good for about an hour and renewed before it ends. The clock that counts
 * is GitHub's: where this machine's is off, the key is used by the other. Used by one thread.
 */
final class InstallationTokens implements Credentials {

    /** Renewed that long before the end, since a request may wait for a while after it was given its token. */
    private static final Duration MARGIN = Duration.ofMinutes(5);

    /** A smaller difference lies within the minute by which every proof is dated back. */
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(30);

    private final URI apiUrl;
    private final GitHubApp app;
    private final AppKey key;
    private final RepositoryName repository;
    private final Clock clock;
    private final Progress progress;
    private Duration ahead = Duration.ZERO;
    private @Nullable Road road;
    private @Nullable AccessToken current;
    private Instant renewedAt = Instant.EPOCH;

    /** @param repository the only one that the tokens shall open, where it is there already */
    InstallationTokens(
            URI apiUrl, GitHubApp app, AppKey key, RepositoryName repository, Clock clock, Progress progress) {
        this.apiUrl = apiUrl;
        this.app = app;
        this.key = key;
        this.repository = repository;
        this.clock = clock;
        this.progress = progress;
    }

    @Override
    public void connect(Road newRoad) {
        road = newRoad;
    }

    @Override
    public AccessToken token() {
        AccessToken token = current;
        if (token == null || !clock.instant().isBefore(renewedAt)) {
            token = exchanged();
            current = token;
        }
        return token;
    }

    @Override
    public boolean renews(AccessToken refused) {
        if (refused.equals(current)) {
            current = null;
        }
        return true;
    }

    private AccessToken exchanged() {
        InstallationGrant grant = InstallationGrant.everything(repository);
        Answer answer = ask("POST", "/access_tokens", grant);
        if (answer.is(422)) {
            // More was asked for than the installation has, or the repository is not there (yet).
            InstallationGrant had = grant.within(installation());
            answer = had.equals(grant) ? answer : ask("POST", "/access_tokens", had);
            answer = answer.is(422) ? ask("POST", "/access_tokens", had.forEveryRepository()) : answer;
        }
        if (!answer.is(201)) {
            throw refused(answer);
        }
        AccessToken token = AccessToken.of("GitHub's answer to the App", answer.text("/token"))
                .as(TokenKind.INSTALLATION);
        renewedAt = endOf(answer);
        return token;
    }

    /** What the installation may do, as it says itself. */
    private Answer installation() {
        Answer answer = ask("GET", "", null);
        if (!answer.is(200)) {
            throw refused(answer);
        }
        return answer;
    }

    private Answer ask(String method, String below, @Nullable InstallationGrant grant) {
        Answer answer = sent(method, below, grant);
        Duration difference =
                answer.received().serverTime().map(this::difference).orElse(Duration.ZERO);
        if (answer.is(401) && difference.abs().compareTo(CLOCKS_DIFFER) > 0) {
            ahead = ahead.plus(difference);
            progress.warning("this machine's clock is " + ahead.abs().toSeconds() + " s "
                    + (ahead.isNegative() ? "ahead of" : "behind") + " GitHub's; the App's key is used by GitHub's");
            return sent(method, below, grant);
        }
        return answer;
    }

    private Answer sent(String method, String below, @Nullable InstallationGrant grant) {
        if (road == null) {
            throw new IllegalStateException("asked for a token before there was a road to GitHub");
        }
        URI url = URI.create(apiUrl + "/app/installations/" + app.installation() + below);
        Call call = Call.of(method, url, grant == null ? null : grant.json());
        return new Answer((Received) road.send(call, () -> AppJwt.signed(app.id(), key, gitHubsTime())));
    }

    private Instant gitHubsTime() {
        return clock.instant().plus(ahead);
    }

    private Duration difference(Instant serverTime) {
        return Duration.between(gitHubsTime(), serverTime);
    }

    /** The end is told by GitHub's clock, so the time until then is measured by it too. */
    private Instant endOf(Answer answer) {
        Instant now = clock.instant();
        Instant serverTime = answer.received().serverTime().orElseGet(this::gitHubsTime);
        Duration goodFor = answer.time("/expires_at")
                .map(end -> Duration.between(serverTime, end))
                .orElse(MARGIN);
        Duration margin = goodFor.compareTo(MARGIN.multipliedBy(2)) < 0 ? goodFor.dividedBy(2) : MARGIN;
        return now.plus(goodFor.minus(margin));
    }

    private Failure refused(Answer answer) {
        String tried = "get a token for installation " + app.installation() + " of the GitHub App " + app.id();
        return switch (answer.status()) {
            case 401 ->
                Refusal.of(
                        tried,
                        answer,
                        "check that target.github.app.id and the key belong to the same App, and that"
                                + " the key was not deleted on the App's settings page");
            case 404 ->
                Refusal.of(
                        tried,
                        answer,
                        "check target.github.app.installation: its number ends the address of the"
                                + " installation's settings page; the App may have been removed from "
                                + repository.owner());
            default -> Refusal.of(tried, Permission.CONTENTS_WRITE, answer, TokenKind.INSTALLATION);
        };
    }
}
