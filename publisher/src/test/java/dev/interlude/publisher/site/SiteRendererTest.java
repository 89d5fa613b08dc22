package dev.interlude.publisher.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlude.protocol.MaintenanceState;
import dev.interlude.protocol.StateCodec;
import dev.interlude.protocol.StateSchema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteRendererTest {

    private final SiteRenderer renderer = new SiteRenderer();

    @Test
    void everyStateGivesTheSameSetOfFiles() throws IOException {
        for (String fixture : new String[] {"operational", "scheduled", "in-progress", "completed"}) {
            Site site = renderer.render(Rendering.standingIn(), Rendering.state(fixture));

            assertThat(site.files())
                    .containsOnlyKeys(
                            ".nojekyll",
                            "404.html",
                            "503.json",
                            "api/v2/scheduled-maintenances.json",
                            "api/v2/status.json",
                            "api/v2/summary.json",
                            "calendar.ics",
                            "feed.xml",
                            "index.html",
                            StateSchema.PATH,
                            "state.json");
        }
    }

    @Test
    void domainBecomesCname() throws IOException {
        SiteSettings base = Rendering.standingIn();
        SiteSettings settings = new SiteSettings(
                base.app(),
                base.defaultLanguage(),
                base.title(),
                base.url(),
                base.appUrl(),
                base.supportUrl(),
                base.logo(),
                base.accent(),
                base.templates(),
                base.index(),
                "maintenance.example.com",
                base.hub());

        Site site = renderer.render(settings, Rendering.state("scheduled"));

        assertThat(Rendering.text(site, "CNAME")).isEqualTo("maintenance.example.com");
    }

    @Test
    void deepLinksShowTheSameBytes() throws IOException {
        Site site = renderer.render(Rendering.standingIn(), Rendering.state("in-progress"));

        assertThat(site.file("404.html")).hasValue(site.file("index.html").orElseThrow());
    }

    @Test
    void stateIsPublishedAsTheCodecWritesIt() throws IOException {
        MaintenanceState state = Rendering.state("in-progress");
        Site site = renderer.render(Rendering.standingIn(), state);

        assertThat(site.file("state.json")).hasValue(StateCodec.encode(state));
    }

    @Test
    void secondRenderIsIdentical() throws IOException {
        MaintenanceState state = Rendering.state("fifty-updates");
        Site first = renderer.render(Rendering.standingIn(), state);
        Site second = new SiteRenderer().render(Rendering.standingIn(), state);

        assertThat(second.files().keySet()).isEqualTo(first.files().keySet());
        first.files()
                .forEach((path, content) ->
                        assertThat(second.file(path)).as(path).hasValue(content));
    }

    @Test
    void policyNamesTheHashesOfWhatStandsInline() throws Exception {
        String page = Rendering.page(Rendering.standingIn(), Rendering.state("in-progress"));

        assertThat(page)
                .contains("style-src 'sha256-" + sha256(inline(page, "<style>", "</style>")) + "'")
                .contains("script-src 'sha256-" + sha256(inline(page, "<script>", "</script>")) + "'")
                .doesNotContain("unsafe-inline", "unsafe-eval");
    }

    @Test
    void policyStandsFirstInTheHead() throws IOException {
        assertThat(Rendering.page(Rendering.standingIn(), Rendering.state("scheduled")))
                .containsPattern(
                        "<head>\\s*<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ");
    }

    @Test
    void pageInPlaceOfTheApplicationMayAskHubStateAndItself() throws IOException {
        assertThat(connections(Rendering.standingIn()))
                .isEqualTo("'self' https://hub.example.com wss://hub.example.com"
                        + " https://maintenance.example.com/state.json");
    }

    @Test
    void pageOnItsOwnHostMayAskHubAndState() throws IOException {
        assertThat(connections(Rendering.onItsOwnHost()))
                .isEqualTo("https://hub.example.com wss://hub.example.com https://maintenance.example.com/state.json");
    }

    @Test
    void pageOnItsOwnHostWithoutHubMayAskTheStateAlone() throws IOException {
        SiteSettings settings = Rendering.settings(Rendering.APP, null, null);

        assertThat(connections(settings)).isEqualTo("https://maintenance.example.com/state.json");
        assertThat(Rendering.page(settings, Rendering.state("scheduled")))
                .contains("\"stateUrl\":\"https://maintenance.example.com/state.json\"");
    }

    @Test
    void pageThatKnowsNeitherHubNorItsOwnAddressMayAskNobody() throws IOException {
        SiteSettings settings = new SiteSettings(
                "shop",
                "en",
                "Shop",
                null,
                Rendering.APP,
                null,
                null,
                "#0b5fff",
                null,
                SiteSettings.Index.NOINDEX,
                null,
                null);

        assertThat(connections(settings)).isEqualTo("'none'");
        assertThat(Rendering.page(settings, Rendering.state("scheduled"))).doesNotContain("\"stateUrl\"");
    }

    @Test
    void hubOnLoopbackIsAskedWithoutTls() throws IOException {
        SiteSettings settings = Rendering.settings(Rendering.APP, URI.create("http://127.0.0.1:8080"), null);

        assertThat(connections(settings))
                .isEqualTo("http://127.0.0.1:8080 ws://127.0.0.1:8080 https://maintenance.example.com/state.json");
    }

    @Test
    void markerNamesTheVersion() throws IOException {
        assertThat(Rendering.page(Rendering.standingIn(), Rendering.state("in-progress")))
                .contains("<meta name=\"interlude-page\" content=\"1795212000000.43\">");
    }

    @Test
    void standingInMeansUnavailableWhateverThePhase() throws IOException {
        for (String fixture : new String[] {"operational", "scheduled", "in-progress", "completed"}) {
            assertThat(Rendering.page(Rendering.standingIn(), Rendering.state(fixture)))
                    .as(fixture)
                    .containsIgnoringCase("temporarily unavailable")
                    .contains("data-view=\"unavailable\"");
        }
    }

    @Test
    void ownHostShowsThePhase() throws IOException {
        assertThat(Rendering.page(Rendering.onItsOwnHost(), Rendering.state("operational")))
                .contains("No maintenance is planned");
        assertThat(Rendering.page(Rendering.onItsOwnHost(), Rendering.state("scheduled")))
                .contains(">Planned<", ">2026-11-20 22:00 – 22:30 UTC<");
        assertThat(Rendering.page(Rendering.onItsOwnHost(), Rendering.state("completed")))
                .contains(">Completed<");
    }

    @Test
    void requestsNothingFromElsewhere() throws IOException {
        String page = Rendering.page(Rendering.standingIn(), Rendering.state("in-progress"));

        assertThat(page).contains("<link rel=\"icon\" href=\"data:,\">");
        Matcher sources = Pattern.compile("(?:src|srcset|@import|url\\()\\s*=?\\s*[\"']?(\\w+:)")
                .matcher(page);
        while (sources.find()) {
            assertThat(sources.group(1)).isEqualTo("data:");
        }
        assertThat(page).doesNotContain("http-equiv=\"refresh\"", "serviceWorker");
    }

    @Test
    void searchEnginesAreToldWhatTheSettingsSay() throws IOException {
        SiteSettings hidden = Rendering.standingIn();
        SiteSettings listed = new SiteSettings(
                "shop", "en", "Shop", null, null, null, null, "#0b5fff", null, SiteSettings.Index.INDEX, null, null);

        assertThat(Rendering.page(hidden, Rendering.state("scheduled"))).contains("content=\"noindex\"");
        assertThat(Rendering.page(listed, Rendering.state("scheduled"))).doesNotContain("noindex");
    }

    @Test
    void staticTextIsInTheDefaultLanguage() throws IOException {
        SiteSettings german = new SiteSettings(
                "shop",
                "de-AT",
                "Laden",
                null,
                null,
                null,
                null,
                "#0b5fff",
                null,
                SiteSettings.Index.INDEX,
                null,
                null);

        assertThat(Rendering.page(german, Rendering.state("operational")))
                .contains("<html lang=\"de\" dir=\"ltr\">", ">Vorübergehend nicht verfügbar<", ">Laden<");
    }

    /** A page in all eight languages with a logo of 2 KB, wherever it is shown: at most 8 KB as it is sent. */
    @Test
    void pageIsSmall(@TempDir Path folder) throws IOException {
        Path logo = Files.writeString(folder.resolve("logo.svg"), drawing(2048));
        for (SiteSettings settings : List.of(Rendering.standingIn(), Rendering.onItsOwnHost())) {
            String page = Rendering.page(Rendering.withLogo(settings, logo), Rendering.state("in-progress"));
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (OutputStream gzip = new GZIPOutputStream(packed)) {
                gzip.write(page.getBytes(StandardCharsets.UTF_8));
            }

            assertThat(packed.size()).as("gzip bytes").isLessThanOrEqualTo(8_192);
        }
    }

    /** An SVG of that many bytes with a path such as drawing programs write. */
    private static String drawing(int bytes) {
        Random random = new Random(1);
        StringBuilder path =
                new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 64 64\"><path d=\"M0 0");
        while (path.length() < bytes - 12) {
            path.append('c')
                    .append(random.nextInt(64))
                    .append('.')
                    .append(random.nextInt(10))
                    .append(' ')
                    .append(random.nextInt(64));
        }
        return path.append("\"/></svg>").toString();
    }

    private static String connections(SiteSettings settings) throws IOException {
        return inline(Rendering.page(settings, Rendering.state("scheduled")), "connect-src ", ";");
    }

    static String inline(String page, String from, String to) {
        int start = page.indexOf(from) + from.length();
        return page.substring(start, page.indexOf(to, start));
    }

    static String sha256(String text) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(digest);
    }
}
