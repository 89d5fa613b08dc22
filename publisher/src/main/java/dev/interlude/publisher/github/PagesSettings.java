package dev.interlude.publisher.github;

import dev.interlude.publisher.failure.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares the Pages site that is there with the one that is wanted. Pure. */
final class PagesSettings {

    private final GitHubSettings wanted;

    PagesSettings(GitHubSettings wanted) {
        this.wanted = wanted;
    }

    /** The calls that are to be made, in the order in which GitHub accepts them; only what differs. */
    List<PagesChange> changes(Optional<PagesSite> site, Domains domains) {
        List<PagesChange> changes = new ArrayList<>();
        if (site.isEmpty()) {
            changes.add(new PagesChange.Enable(wanted.branch(), wanted.path()));
        } else if (!site.get().publishes(wanted.branch(), wanted.path())) {
            refuseWhatIsNotOurs(site.get());
            changes.add(new PagesChange.Source(wanted.branch(), wanted.path()));
        }
        String domain = wanted.domain();
        boolean sameDomain = site.map(PagesSite::domain)
                .filter(present -> present.equalsIgnoreCase(domain))
                .isPresent();
        if (domain != null && !sameDomain) {
            changes.add(new PagesChange.Domain(domain));
        } else if (domains.isToBeRemoved(wanted)) {
            changes.add(new PagesChange.RemoveDomain(domains.inSettings().orElseThrow()));
        } else if (site.filter(PagesSettings::canEnforceHttps).isPresent()) {
            changes.add(new PagesChange.EnforceHttps());
        }
        return changes;
    }

    /** What the operator should know about the site that is there. */
    List<String> warnings(Optional<PagesSite> site, Domains domains) {
        List<String> warnings = new ArrayList<>();
        String kept = domains.kept(wanted).orElse(null);
        String present = site.map(PagesSite::domain).orElse(null);
        if (kept != null && wanted.domain() == null) {
            warnings.add("the domain " + kept + " is set "
                    + (kept.equals(present) ? "in the Pages settings" : "in the" + " branch's CNAME")
                    + " but not in interlude.yaml; it is kept (set target.github.domain to"
                    + " say so, or remove it with --remove-domain " + kept + ")");
        }
        if (present != null && wanted.domain() != null && !present.equalsIgnoreCase(wanted.domain())) {
            warnings.add("the domain " + present + " is set in the Pages settings; " + wanted.domain()
                    + " takes its place, as interlude.yaml says");
        }
        site.filter(found -> found.domain() != null && found.domain().equals(kept))
                .flatMap(found -> Certificate.of(found).warning())
                .ifPresent(warnings::add);
        return warnings;
    }

    private static boolean canEnforceHttps(PagesSite site) {
        return site.domain() != null && !site.httpsEnforced() && "approved".equals(site.certificate());
    }

    private void refuseWhatIsNotOurs(PagesSite site) {
        boolean nobodys = site.status() == null && !site.workflow();
        if (nobodys || wanted.takeOver() == GitHubSettings.TakeOver.ALLOW) {
            return;
        }
        String present = site.workflow() ? "a workflow" : site.branch() + " " + site.path();
        throw new Failure(
                Failure.Kind.REFUSED,
                "publish " + wanted.branch() + " " + wanted.path() + " of " + wanted.repository() + " by GitHub Pages",
                "Pages shows what " + present + " publishes there",
                "name another repository, or give --take-over to replace that site");
    }
}
