package dev.interlude.publisher.github;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where on GitHub the site is published.
 *
 * @param app the switch that the site belongs to; a branch of another app is not taken over unasked
 * @param owner user or organisation
 * @param name the repository's name
 * @param branch the publishing source's branch
 * @param path {@code /} or {@code /docs}
 * @param create what to do when the repository is missing
 * @param domain the custom domain; null for none
 * @param apiUrl the REST API's base, without a slash at its end
 * @param takeOver whether files or settings of others in that place may be replaced
 * @param removedDomain the custom domain that is to be taken away from the site; null for none
 * @param certificateTimeout how long to wait for the domain's certificate; zero for not at all
 */
public record GitHubSettings(
        String app,
        String owner,
        String name,
        String branch,
        String path,
        Create create,
        @Nullable String domain,
        URI apiUrl,
        TakeOver takeOver,
        @Nullable String removedDomain,
        Duration certificateTimeout) {

    /** The visibility of a repository that has to be created. */
    public enum Create {
        PRIVATE,
        PUBLIC,
        NEVER
    }

    /** Whether the operator gave {@code --take-over}. */
    public enum TakeOver {
        REFUSE,
        ALLOW
    }

    /** The path in the branch of a file of the site. */
    String fileInBranch(String file) {
        return ("/".equals(path) ? "" : path.substring(1) + "/") + file;
    }

    /** As in {@code acme/shop-maintenance}. */
    public String repository() {
        return owner + "/" + name;
    }
}
