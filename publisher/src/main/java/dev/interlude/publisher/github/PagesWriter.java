package dev.interlude.publisher.github;

import java.util.List;
import java.util.Optional;

/** Makes the changes of Pages settings, in their order. */
final class PagesWriter {

    private final Connection connection;
    private final PagesEndpoint pages;

    PagesWriter(Connection connection) {
        this.connection = connection;
        this.pages = connection.github().pages();
    }

    /**
     * Makes them; those that turn out to be there already are left out.
     *
     * @param site the site as it was read
     * @return the site as it is afterwards
     */
    Optional<PagesSite> apply(List<PagesChange> changes, Optional<PagesSite> site) {
        Optional<PagesSite> known = site;
        for (PagesChange change : changes) {
            if (!connection.api().tokenKind().canAdminister()) {
                leave(change);
            } else if (change instanceof PagesChange.Enable enable) {
                connection.progress().step("enabling GitHub Pages");
                known = pages.enable(enable);
                if (known.isEmpty()) {
                    return afterRace();
                }
            } else if (!isThere(change, known)) {
                update(change);
                known = Optional.empty();
            }
        }
        return known.isPresent() || changes.isEmpty() ? known : pages.site();
    }

    /** A domain comes with the file CNAME, and https can wait; without a source there would be no page. */
    private void leave(PagesChange change) {
        String what = change.inWords().subject() + " " + change.inWords().detail();
        if (change instanceof PagesChange.Enable || change instanceof PagesChange.Source) {
            throw WorkflowToken.cannot("see to it that " + what + " in "
                    + connection.settings().repository() + " (the branch is published)");
        }
        connection
                .progress()
                .warning("left undone: " + what + "; GitHub does not let a workflow's GITHUB_TOKEN do it: "
                        + WorkflowToken.ADVICE);
    }

    /** Somebody else (or GitHub itself, for a branch named gh-pages) has just enabled it: compare once more. */
    private Optional<PagesSite> afterRace() {
        Optional<PagesSite> site = pages.site();
        List<PagesChange> rest = new PagesSettings(connection.settings())
                .changes(site).stream()
                        .filter(change -> !(change instanceof PagesChange.Enable))
                        .toList();
        return apply(rest, site);
    }

    /** GitHub takes the domain from {@code CNAME} when it is quick. */
    private static boolean isThere(PagesChange change, Optional<PagesSite> site) {
        return change instanceof PagesChange.Domain domain
                && site.map(PagesSite::domain)
                        .filter(domain.domain()::equalsIgnoreCase)
                        .isPresent();
    }

    private void update(PagesChange change) {
        connection
                .progress()
                .step(change.inWords().subject() + " " + change.inWords().detail());
        if (change instanceof PagesChange.Source source) {
            pages.setSource(source);
        } else if (change instanceof PagesChange.Domain domain) {
            pages.setDomain(domain);
        } else if (change instanceof PagesChange.EnforceHttps && !pages.enforceHttps()) {
            connection.progress().warning("the domain's certificate is not there yet; a later publish enforces https");
        }
    }
}
