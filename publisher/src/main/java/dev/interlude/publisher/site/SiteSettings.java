package dev.interlude.publisher.site;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * All that the site depends on beside the state.
 *
 * @param app the switch that the site belongs to
 * @param defaultLanguage BCP 47; the language of the static text
 * @param title the name of the application, as users know it
 * @param url where the page is seen, ending with a slash; null where only the host knows
 * @param appUrl where people go back to; null where the page is shown under the application's own URLs
 * @param supportUrl where people get help; null for none
 * @param logo SVG, PNG, JPEG, GIF or WebP of at most 64 KiB, inlined into the page; null for none
 * @param accent the one accent colour, as {@code #rrggbb}
 * @param templates a folder whose files override the built-in templates or are published as they are; null for none
 * @param index whether search engines may list the page
 * @param domain the custom domain that the site is published under; null for none
 * @param hub the hub's base URL, without a slash at its end; null where there is none
 */
public record SiteSettings(
        String app,
        String defaultLanguage,
        String title,
        @Nullable URI url,
        @Nullable URI appUrl,
        @Nullable URI supportUrl,
        @Nullable Path logo,
        String accent,
        @Nullable Path templates,
        Index index,
        @Nullable String domain,
        @Nullable URI hub) {

    /** What search engines are told. */
    public enum Index {
        NOINDEX,
        INDEX
    }
}
