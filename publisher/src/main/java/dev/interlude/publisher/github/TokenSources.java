package dev.interlude.publisher.github;

import dev.interlude.publisher.failure.Failure;
import dev.interlude.publisher.progress.Progress;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the operator's token: the given file, else {@code INTERLUDE_GITHUB_TOKEN}, else {@code GITHUB_TOKEN}, else what
 * {@code gh} holds for that host. Looks once, at the first request. Used by one thread.
 */
public final class TokenSources implements Credentials {

    private final URI apiUrl;
    private final @Nullable Path file;
    private final Map<String, String> environment;
    private final GhCommand gh;
    private final Progress progress;
    private @Nullable AccessToken found;

    private TokenSources(
            URI apiUrl, @Nullable Path file, Map<String, String> environment, GhCommand gh, Progress progress) {
        this.apiUrl = apiUrl;
        this.file = file;
        this.environment = Map.copyOf(environment);
        this.gh = gh;
        this.progress = progress;
    }

    /**
     * The sources, none of which is read yet.
     *
     * @param apiUrl the API that the token is for; {@code GITHUB_TOKEN} is given to no other than
     *     {@code api.github.com} and the one in {@code GITHUB_API_URL}
     * @param file what {@code --token-file} names; null for none
     * @param environment the process's environment; {@code gh} is found by its {@code PATH} and run with it
     */
    public static Credentials of(URI apiUrl, @Nullable Path file, Map<String, String> environment, Progress progress) {
        return new TokenSources(apiUrl, file, environment, new GhCommand(environment), progress);
    }

    @Override
    public AccessToken token() {
        if (found == null) {
            found = find();
        }
        return found;
    }

    private AccessToken find() {
        if (file != null) {
            return from("the file " + file, read(file));
        }
        String own = environment.get("INTERLUDE_GITHUB_TOKEN");
        if (own != null) {
            return from("the variable INTERLUDE_GITHUB_TOKEN", own);
        }
        String shared = environment.get("GITHUB_TOKEN");
        if (shared != null && !shared.isBlank() && mayHaveSharedToken()) {
            return from("the variable GITHUB_TOKEN", shared);
        }
        String host = ApiHost.webHost(apiUrl);
        Optional<String> held = gh.token(host);
        return from("gh auth token --hostname " + host, held.orElseThrow(() -> none(host)));
    }

    private AccessToken from(String source, String text) {
        AccessToken token = AccessToken.of(source, text);
        progress.detail("the GitHub token is the one from " + source);
        return token;
    }

    /** A pipeline's token must not be sent to whatever host a configuration file names. */
    private boolean mayHaveSharedToken() {
        String pipeline = environment.get("GITHUB_API_URL");
        return ApiHost.isGitHubDotCom(apiUrl) || (pipeline != null && ApiHost.same(apiUrl, pipeline));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new Failure(
                            Failure.Kind.CONFIGURATION,
                            "read the GitHub token from " + file,
                            e.getClass().getSimpleName(),
                            "name a file that this user can read and that holds only the token")
                    .causedBy(e);
        }
    }

    private static Failure none(String host) {
        return new Failure(
                Failure.Kind.CONFIGURATION,
                "find a GitHub token",
                "there is none for " + host,
                "give one by --token-file FILE, by the variable INTERLUDE_GITHUB_TOKEN, by the variable GITHUB_TOKEN"
                        + " (used towards api.github.com or the URL in GITHUB_API_URL only), or by"
                        + " `gh auth login --hostname " + host + "`");
    }
}
