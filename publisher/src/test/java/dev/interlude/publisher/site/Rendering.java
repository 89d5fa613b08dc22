package dev.interlude.publisher.site;

import dev.interlude.protocol.Decoded;
import dev.interlude.protocol.MaintenanceState;
import dev.interlude.protocol.StateCodec;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Settings and states for the tests of this package. */
final class Rendering {

    static final URI SITE = URI.create("https://maintenance.example.com/");
    static final URI APP = URI.create("https://shop.example.com/");
    static final URI HUB = URI.create("https://hub.example.com");

    private static final Path FIXTURES = Path.of("..", "protocol", "fixtures", "valid");

    private Rendering() {}

    /** The page stands in for the application under its own URLs, and there is a hub. */
    static SiteSettings standingIn() {
        return settings(null, HUB, null);
    }

    /** The page has a host of its own. */
    static SiteSettings onItsOwnHost() {
        return settings(APP, HUB, null);
    }

    static SiteSettings withTemplates(Path templates) {
        return settings(null, HUB, templates);
    }

    static SiteSettings settings(@Nullable URI app, @Nullable URI hub, @Nullable Path templates) {
        return new SiteSettings(
                "shop",
                "en",
                "Shop",
                SITE,
                app,
                URI.create("https://example.com/help"),
                null,
                "#0b5fff",
                templates,
                SiteSettings.Index.NOINDEX,
                null,
                hub);
    }

    static SiteSettings withLogo(SiteSettings settings, Path logo) {
        return new SiteSettings(
                settings.app(),
                settings.defaultLanguage(),
                settings.title(),
                settings.url(),
                settings.appUrl(),
                settings.supportUrl(),
                logo,
                settings.accent(),
                settings.templates(),
                settings.index(),
                settings.domain(),
                settings.hub());
    }

    /** A state of protocol/fixtures/valid. */
    static MaintenanceState state(String fixture) throws IOException {
        byte[] document = Files.readAllBytes(FIXTURES.resolve(fixture + ".json"));
        if (StateCodec.decode(document) instanceof Decoded.Accepted accepted) {
            return accepted.state();
        }
        throw new IllegalStateException(fixture + " is refused");
    }

    static String page(SiteSettings settings, MaintenanceState state) {
        return text(new SiteRenderer().render(settings, state), "index.html");
    }

    static String text(Site site, String path) {
        return new String(site.file(path).orElseThrow(), StandardCharsets.UTF_8);
    }
}
