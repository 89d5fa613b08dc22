package dev.interlude.publisher.github;

import dev.interlude.publisher.github.fake.FakeGitHub;
import dev.interlude.publisher.progress.Progress;
import dev.interlude.publisher.site.Site;
import dev.interlude.publisher.target.Publication;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A fake GitHub, a clock that only sleeping moves, and targets between the two. */
final class Bench implements AutoCloseable {

    static final Duration TIMEOUT = Duration.ofMinutes(15);

    private final FakeGitHub github = new FakeGitHub();
    private volatile Instant now = Instant.parse("2026-11-20T22:00:00Z");
    private final List<String> said = new CopyOnWriteArrayList<>();
    private String token = github.createToken("repo");
    private String branch = "gh-pages";
    private String path = "/";
    private String repository = "shop";
    private String owner = "acme";
    private @Nullable String domain;
    private GitHubSettings.Create create = GitHubSettings.Create.PUBLIC;
    private GitHubSettings.TakeOver takeOver = GitHubSettings.TakeOver.REFUSE;
    private Duration timeout = TIMEOUT;
    private @Nullable Credentials credentials;

    Bench() {
        github.clock(() -> now);
    }

    FakeGitHub github() {
        return github;
    }

    Bench token(String secret) {
        token = secret;
        return this;
    }

    /** Asks those instead of giving a token. */
    Bench asking(Credentials source) {
        credentials = source;
        return this;
    }

    Bench branch(String name) {
        branch = name;
        return this;
    }

    Bench path(String folder) {
        path = folder;
        return this;
    }

    Bench owner(String name) {
        owner = name;
        return this;
    }

    Bench repository(String name) {
        repository = name;
        return this;
    }

    Bench domain(@Nullable String name) {
        domain = name;
        return this;
    }

    Bench create(GitHubSettings.Create visibility) {
        create = visibility;
        return this;
    }

    Bench takingOver() {
        takeOver = GitHubSettings.TakeOver.ALLOW;
        return this;
    }

    Bench timeout(Duration time) {
        timeout = time;
        return this;
    }

    GitHubSettings settings() {
        return new GitHubSettings("shop", owner, repository, branch, path, create, domain, github.apiUrl(), takeOver);
    }

    GitHubTarget target() {
        return GitHubTarget.connecting(
                settings(),
                credentials == null ? () -> AccessToken.of("the test", token) : credentials,
                progress(),
                this::sleep,
                clock(),
                new Random(7),
                timeout);
    }

    Publication publish(Site site) {
        return target().read().plan(site).apply();
    }

    /** Publishes, waits, and forgets the requests that it took. */
    void published(Site site) {
        publish(site).awaitVisible(TIMEOUT);
        github.forgetRequests();
    }

    /** Everything that was told to the operator. */
    List<String> said() {
        return said;
    }

    String story() {
        return String.join("\n", said);
    }

    Instant time() {
        return now;
    }

    /** Lets time pass. */
    void later(Duration time) {
        now = now.plus(time);
    }

    @Override
    public void close() {
        github.close();
    }

    private void sleep(Duration time) {
        if (!time.isNegative()) {
            now = now.plus(time);
        }
    }

    /** Listens for {@link #said}. */
    Progress progress() {
        return new Listener();
    }

    Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
    }

    private final class Listener implements Progress {
        @Override
        public void step(String what) {
            said.add(what);
        }

        @Override
        public void detail(String what) {
            said.add(what);
        }

        @Override
        public void warning(String what) {
            said.add("warning: " + what);
        }
    }
}
