package dev.interlude.publisher.github;

import dev.interlude.publisher.site.Site;
import dev.interlude.publisher.target.Publication;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A commit that the branch points to. */
final class GitHubPublication implements Publication {

    private final Connection connection;
    private final Site site;
    private final String commit;
    private final boolean changed;
    private final Optional<PagesSite> pages;

    GitHubPublication(Connection connection, Site site, String commit, boolean changed, Optional<PagesSite> pages) {
        this.connection = connection;
        this.site = site;
        this.commit = commit;
        this.changed = changed;
        this.pages = pages;
    }

    @Override
    public boolean changed() {
        return changed;
    }

    @Override
    public Optional<URI> url() {
        return pages.map(PagesSite::url);
    }

    /** The commit. */
    @Override
    public String reference() {
        return commit;
    }

    @Override
    public List<String> warnings() {
        return changed && pages.isPresent() ? new BuildQuota(connection, commit).warnings() : List.of();
    }

    @Override
    public String awaitVisible(Duration atMost) {
        connection.budget().restart(atMost);
        return new Visibility(connection, site, commit, changed, pages).await();
    }
}
