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
     * The published state, where the page may ask for it. Where {@code site} has the application's origin it may not:
     * such requests would keep the old connection alive, and with it the page. Without {@code app} the page itself finds
     * out, since it may be shown under another host than {@code site}.
     */
    @Nullable
    URI stateUrl() {
        boolean mayAsk = app == null || !sharesTheApplicationsOrigin();
        return site != null && mayAsk ? site.resolve("state.json") : null;
    }

    /** The application's base address at the hub. */
    @Nullable
    URI hub(String app) {
        return hub == null ? null : URI.create(hub.toString().replaceFirst("/*$", "/v1/apps/" + app + "/"));
    }

    static String origin(URI url) {
        return (url.getScheme() + "://" + url.getRawAuthority()).toLowerCase(Locale.ROOT);
    }
}
