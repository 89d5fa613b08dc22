package dev.interlude.publisher.github;

import dev.interlude.protocol.StateVersion;
import dev.interlude.publisher.site.Site;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Compares the page that visitors get with the one that was published. */
final class PageCheck {

    private final LivePage live;
    private final String published;
    private final Optional<StateVersion> mark;
    private final Supplier<Optional<PagesSite>> again;
    private Optional<PagesSite> pages;
    private LivePage.@Nullable Sight seen;

    /** @param again asks for the site once more, where GitHub has not said yet under which address it is seen */
    PageCheck(LivePage live, Site site, Optional<PagesSite> pages, Supplier<Optional<PagesSite>> again) {
        this.live = live;
        this.again = again;
        this.published = site.file("index.html")
                .map(content -> new String(content, StandardCharsets.ISO_8859_1))
                .orElse("");
        this.mark = Marker.in(published);
        this.pages = pages;
    }

    /** Looks once: at the published bytes, or at a page that came after them. */
    boolean showsOurs() {
        if (pages.isPresent() && pages.get().url() == null) {
            pages = again.get();
        }
        seen = pages.map(PagesSite::url).map(live::look).orElse(new LivePage.Sight.Nothing("it has no address yet"));
        return seen instanceof LivePage.Sight.Page page && page.status() == 200 && isOurs(page.body());
    }

    /**
     * Whether other bytes with our mark were seen: the page from before, where title, logo or template changed and the
     * state did not, or ours, which something on the way alters.
     */
    boolean showsOurMark() {
        return seen instanceof LivePage.Sight.Page page
                && page.status() == 200
                && mark.isPresent()
                && mark.equals(Marker.in(page.body()))
                && !published.equals(page.body());
    }

    /** Whether another page was seen, or that there is none. An outage or a proxy's refusal says nothing of the page. */
    boolean showsAnother() {
        return seen instanceof LivePage.Sight.Page page
                && (page.status() == 200 || page.status() == 404)
                && !mark.equals(Marker.in(page.body()))
                && !published.equals(page.body());
    }

    /** Whether what was seen came from another server than GitHub's, under a domain that may lead anywhere. */
    boolean pointsElsewhere() {
        boolean ownDomain = pages.map(PagesSite::domain).isPresent();
        boolean ours = seen instanceof LivePage.Sight.Page page
                && (page.fromGitHub() || Marker.in(page.body()).isPresent());
        return ownDomain && !ours;
    }

    /** Whether GitHub has a site and does not say where: it need not. */
    boolean isNowhere() {
        return pages.filter(site -> site.url() == null).isPresent();
    }

    boolean isNotForEverybody() {
        return pages.filter(site -> !site.open()).isPresent();
    }

    String lastSeen() {
        if (seen == null) {
            return "nothing yet";
        }
        if (pages.map(PagesSite::url).isEmpty()) {
            return "GitHub has not said where the page is seen";
        }
        return address() + ": " + seen.inWords() + (showsOurMark() ? ", in other bytes than the published ones" : "");
    }

    String success() {
        Optional<StateVersion> shown =
                seen instanceof LivePage.Sight.Page page ? Marker.in(page.body()) : Optional.empty();
        return address() + " shows "
                + shown.map(version -> "version " + version).orElse("the published page");
    }

    /** Where the page is seen, as far as GitHub says. */
    String address() {
        return pages.map(PagesSite::url).map(URI::toString).orElse("an address that GitHub has not said");
    }

    /**
     * The mark names the state alone, so only equal bytes prove that it is this page. A newer page than ours came after
     * it, from another publisher: ours has had its time.
     */
    private boolean isOurs(String body) {
        return published.equals(body)
                || Marker.in(body)
                        .filter(shown -> mark.filter(shown::isNewerThan).isPresent())
                        .isPresent();
    }
}
