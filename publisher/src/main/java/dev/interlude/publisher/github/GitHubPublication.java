package dev.interlude.publisher.github;

import dev.interlude.publisher.site.Site;
import dev.interlude.publisher.target.Publication;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
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
        List<String> warnings = new ArrayList<>();
        if (changed && pages.isPresent()) {
            warnings.addAll(new BuildQuota(connection, commit).warnings());
        }
        withoutHttps()
                .filter(found -> found.certificate() == null && !isCertificateWaitedFor())
                .ifPresent(found -> warnings.add("https is not enforced for " + found.domain() + " yet, since it has no"
                        + " certificate: a later publish does so, or one with --certificate-timeout waits for it"));
        return warnings;
    }

    @Override
    public String awaitVisible(Duration atMost) {
        connection.budget().restart(atMost);
        String visible = new Visibility(connection, site, commit, changed, pages).await();
        Optional<PagesSite> waiting = withoutHttps().filter(found -> isCertificateWaitedFor());
        if (waiting.isEmpty()) {
            return visible;
        }
        new CertificateWait(connection, waiting.get()).await();
        return visible + "; https is enforced";
    }

    private boolean isCertificateWaitedFor() {
        return !connection.settings().certificateTimeout().isZero();
    }

    private Optional<PagesSite> withoutHttps() {
        return pages.filter(found -> found.domain() != null && !found.httpsEnforced());
    }
}
