package dev.interlude.publisher.github;

import dev.interlude.protocol.StateVersion;
import dev.interlude.publisher.site.Site;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares the page that visitors get with the one that was published. */
final class PageCheck {

    private final LivePage live;
    private final String published;
    private final Optional<PagesSite> pages;
    private LivePage.@Nullable Sight seen;

    PageCheck(LivePage live, Site site, Optional<PagesSite> pages) {
        this.live = live;
        this.published = site.file("index.html")
                .map(content -> new String(content, StandardCharsets.ISO_8859_1))
                .orElse("");
        this.pages = pages;
    }

    /** Looks once. A page without our mark, as an own template may make it, has to be the same byte by byte. */
    boolean showsOurs() {
        Optional<URI> url = pages.map(PagesSite::url);
        if (url.isEmpty()) {
            seen = new LivePage.Sight.Nothing("GitHub has not said where");
            return false;
        }
        seen = live.look(url.get());
        return seen instanceof LivePage.Sight.Page page && page.status() == 200 && isOurs(page.body());
    }

    /** Whether what was seen came from another server than GitHub's, under a domain that may lead anywhere. */
    boolean pointsElsewhere() {
        boolean ownDomain = pages.map(PagesSite::domain).isPresent();
        boolean ours = seen instanceof LivePage.Sight.Page page
                && (page.fromGitHub() || Marker.in(page.body()).isPresent());
        return ownDomain && !ours;
    }

    boolean isNotForEverybody() {
        return pages.filter(site -> !site.open()).isPresent();
    }

    String lastSeen() {
        return seen == null ? "nothing yet" : address() + ": " + seen.inWords();
    }

    String success() {
        Optional<StateVersion> shown =
                seen instanceof LivePage.Sight.Page page ? Marker.in(page.body()) : Optional.empty();
        return address() + " shows "
                + shown.map(version -> "version " + version).orElse("the published page");
    }

    /** Where the page is seen, as GitHub says. */
    URI address() {
        return pages.map(PagesSite::url).orElse(URI.create("about:blank"));
    }

    /** A newer page than ours came after it, from another publisher: ours has had its time. */
    private boolean isOurs(String body) {
        Optional<StateVersion> ours = Marker.in(published);
        Optional<StateVersion> shown = Marker.in(body);
        return ours.isPresent() ? shown.isPresent() && !ours.get().isNewerThan(shown.get()) : published.equals(body);
    }
}
