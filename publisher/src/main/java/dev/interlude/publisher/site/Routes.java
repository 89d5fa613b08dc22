package dev.interlude.publisher.site;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where the page is seen, where people go back to, and whom the page asks meanwhile.
 *
 * @param site null where only the host knows
 * @param app null where the page is shown under the application's own URLs
 * @param hub null where there is none
 */
record Routes(
        @Nullable URI site, @Nullable URI app, @Nullable URI hub) {

    static Routes of(SiteSettings settings) {
        return new Routes(settings.url(), settings.appUrl(), settings.hub());
    }

    /** Whether the application answers under the very URLs that the page is shown under. */
    boolean sharesTheApplicationsOrigin() {
        return app == null || (site != null && origin(app).equals(origin(site)));
    }

    /**
     * The published state, where the page may be shown under another host than it. Under its own host it is not asked
     * for: such requests would keep the old connection alive, and with it the page.
     */
    @Nullable
    URI stateUrl() {
        return site != null && app == null ? site.resolve("state.json") : null;
    }

    static String origin(URI url) {
        return (url.getScheme() + "://" + url.getRawAuthority()).toLowerCase(Locale.ROOT);
    }
}
