package dev.interlude.publisher.github;

import dev.interlude.publisher.failure.Failure;
import dev.interlude.publisher.progress.Progress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds what the operator gave: the file of {@code --token-file}, else the App where it has a key, else {@code
 * INTERLUDE_GITHUB_TOKEN}, else {@code GITHUB_TOKEN}, else what {@code gh} holds for that host. Looks once, at the first
 * request. Used by one thread.
 */
public final class TokenSources implements Credentials {

    private static final String KEY_VARIABLE = "INTERLUDE_GITHUB_APP_KEY";

    private final GitHubSettings settings;
    private final Given given;
    private final Map<String, String> environment;
    private final Clock clock;
    private final Progress progress;
    private final GhCommand gh;
    private @Nullable Credentials found;
    private @Nullable Road road;

    /**
     * What the operator named.
     *
     * @param tokenFile what {@code --token-file} names; null for none
     * @param app what {@code target.github.app} names; null for none
     * @param appKeyFile what {@code --app-key-file} names; null for none
     */
    public record Given(
            @Nullable Path tokenFile,
            @Nullable GitHubApp app,
            @Nullable Path appKeyFile) {}

    /**
     * The sources, none of which is read yet.
     *
     * @param settings says which API the token is for; {@code GITHUB_TOKEN} is given to no other than
     *     {@code api.github.com} and the one in {@code GITHUB_API_URL}
     * @param environment the process's environment; {@code gh} is found by its {@code PATH} and run with it
     * @param timeout how long everything may take; {@code gh} gets at most that
     */
    public TokenSources(
            GitHubSettings settings,
            Given given,
            Map<String, String> environment,
            Clock clock,
            Progress progress,
            Duration timeout) {
        this.settings = settings;
        this.given = given;
        this.environment = Map.copyOf(environment);
        this.clock = clock;
        this.progress = progress;
        this.gh = new GhCommand(environment, timeout);
    }

    @Override
    public AccessToken token() {
        if (found == null) {
            found = find();
            if (road != null) {
                found.connect(road);
            }
        }
        return found.token();
    }

    @Override
    public void connect(Road newRoad) {
        road = newRoad;
        if (found != null) {
            found.connect(newRoad);
        }
    }

    @Override
    public boolean renews(AccessToken refused) {
        return found != null && found.renews(refused);
    }

    private Credentials find() {
        if (given.tokenFile() != null) {
            return from(
                    "the file " + given.tokenFile(),
                    new SecretFile("the GitHub token", given.tokenFile(), progress).text());
        }
        Optional<Credentials> app = app();
        if (app.isPresent()) {
            return app.get();
        }
        String own = environment.get("INTERLUDE_GITHUB_TOKEN");
        if (own != null) {
            return from("the variable INTERLUDE_GITHUB_TOKEN", own);
        }
        String shared = environment.get("GITHUB_TOKEN");
        if (shared != null && !shared.isBlank() && mayHaveSharedToken()) {
            return shared(shared);
        }
        String host = ApiHost.webHost(settings.apiUrl());
        return from("gh auth token --hostname " + host, gh.token(host).orElseThrow(() -> none(host)));
    }

    private Optional<Credentials> app() {
        String text = environment.get(KEY_VARIABLE);
        if (given.appKeyFile() == null && text == null) {
            return Optional.empty();
        }
        String source = given.appKeyFile() == null ? "the variable " + KEY_VARIABLE : "the file " + given.appKeyFile();
        if (given.app() == null) {
            throw new Failure(
                    Failure.Kind.CONFIGURATION,
                    "use the App's key from " + source,
                    "interlude.yaml names no App",
                    "set target.github.app.id and target.github.app.installation");
        }
        String pem = given.appKeyFile() == null
                ? String.valueOf(text)
                : new SecretFile("the App's key", given.appKeyFile(), progress).text();
        AppKey key = AppKey.of(source, pem);
        progress.detail("GitHub is asked as the App " + given.app().id() + ", whose key is from " + source);
        return Optional.of(new InstallationTokens(
                settings.apiUrl(), given.app(), key, RepositoryName.of(settings), clock, progress));
    }

    private Credentials from(String source, String text) {
        AccessToken token = AccessToken.of(source, text);
        progress.detail("the GitHub token is the one from " + source);
        return () -> token;
    }

    /** In that variable an installation's token is a workflow's own; an App's belongs in ours. */
    private Credentials shared(String text) {
        AccessToken token = AccessToken.of("the variable GITHUB_TOKEN", text);
        boolean inWorkflow = "true".equals(environment.get("GITHUB_ACTIONS"));
        boolean workflows = token.kind() == TokenKind.INSTALLATION || (token.kind() == TokenKind.UNKNOWN && inWorkflow);
        AccessToken known = workflows ? token.as(TokenKind.WORKFLOW) : token;
        progress.detail("the GitHub token is the one from the variable GITHUB_TOKEN");
        if (given.app() != null) {
            progress.warning("target.github.app is set but its key is not (" + KEY_VARIABLE
                    + " or --app-key-file), so GITHUB_TOKEN is used instead");
        }
        return () -> known;
    }

    /** A pipeline's token must not be sent to whatever host a configuration file names. */
    private boolean mayHaveSharedToken() {
        String pipeline = environment.get("GITHUB_API_URL");
        return ApiHost.isGitHubDotCom(settings.apiUrl())
                || (pipeline != null && ApiHost.same(settings.apiUrl(), pipeline));
    }

    private Failure none(String host) {
        String key =
                given.app() == null ? "" : "the App's key by --app-key-file FILE or " + KEY_VARIABLE + ", or a token";
        return new Failure(
                Failure.Kind.CONFIGURATION,
                "find a GitHub token",
                "there is none for " + host,
                "give " + (key.isEmpty() ? "one" : key) + " by --token-file FILE, by the variable"
                        + " INTERLUDE_GITHUB_TOKEN, by the variable GITHUB_TOKEN (used towards api.github.com or the URL"
                        + " in GITHUB_API_URL only), or by `gh auth login --hostname " + host + "`");
    }
}
