package dev.interlude.publisher.config;

import dev.interlude.publisher.site.SiteSettings;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A configuration without mistakes. It holds no secret.
 *
 * @param app the switch
 * @param site what the page depends on
 * @param target where the page goes
 * @param hub the notifier's base URL, without a slash at its end; null where nobody is told live
 */
public record Configuration(
        String app,
        SiteSettings site,
        TargetSettings target,
        @Nullable URI hub) {

    /** Where the page goes: exactly one of two. */
    public sealed interface TargetSettings {}

    /**
     * A repository on GitHub.
     *
     * @param owner user or organisation
     * @param name the repository's name
     * @param branch the publishing source's branch
     * @param path {@code /} or {@code /docs}
     * @param create what to do when the repository is missing: {@code private}, {@code public} or {@code never}
     * @param domain the custom domain; null for none
     * @param apiUrl the REST API, without a slash at its end
     * @param app the App that publishes where it has a key; null for none
     */
    public record GitHub(
            String owner,
            String name,
            String branch,
            String path,
            String create,
            @Nullable String domain,
            URI apiUrl,
            @Nullable App app)
            implements TargetSettings {}

    /**
     * A GitHub App.
     *
     * @param id its number, or its client id
     * @param installation the number of its installation at the owner
     */
    public record App(String id, long installation) {}

    /** A folder of this machine, absolute and normalised. */
    public record Directory(Path path) implements TargetSettings {}
}
