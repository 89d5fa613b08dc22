package dev.interlude.publisher.preview;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.interlude.protocol.MaintenanceState;
import dev.interlude.publisher.failure.Failure;
import dev.interlude.publisher.failure.ProblemsFound;
import dev.interlude.publisher.preview.PreviewSource.Material;
import dev.interlude.publisher.site.ContentTypes;
import dev.interlude.publisher.site.DefaultTexts;
import dev.interlude.publisher.site.EdgeRenderer;
import dev.interlude.publisher.site.EdgeRenderer.TooLong;
import dev.interlude.publisher.site.Site;
import dev.interlude.publisher.site.SiteRenderer;
import dev.interlude.publisher.site.SiteSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What stands under which path: the control page at {@code /}, a site under {@code /show/PHASE/LANGUAGE/THEME/}, and
 * what the switches answer under {@code /edge/PHASE/LANGUAGE/THEME/}.
 */
final class Routing {

    private static final Pattern SHOWN =
            Pattern.compile("/(show|edge)/([a-z_]+)/([A-Za-z0-9-]{1,35})/(auto|light|dark)/(.*)");
    private static final Map<String, String> OWN =
            Map.of("/", "preview.html", "/preview.css", "preview.css", "/preview.js", "preview.js");
    private static final JsonMapper JSON = new JsonMapper();

    private final PreviewSource source;
    private final Clock clock;
    private final SiteRenderer sites = new SiteRenderer();
    private final EdgeRenderer edges = new EdgeRenderer();

    Routing(PreviewSource source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    /** The answer to a GET of that path at that origin; mistakes of the operator's are pages like others. */
    Answer answer(String origin, String path) {
        String own = OWN.get(path);
        if (own != null) {
            return new Answer(200, ContentTypes.of(own), resource(own));
        }
        try {
            if (path.equals("/choices.json")) {
                return choices(source.read());
            }
            Matcher shown = SHOWN.matcher(path);
            Optional<Show> show = shown.matches() ? Show.ofWireName(shown.group(2)) : Optional.empty();
            return show.isPresent() ? shown(origin, shown, show.get()) : Answer.text(404, "there is no " + path);
        } catch (Failure e) {
            return Answer.failure(e);
        } catch (ProblemsFound e) {
            return Answer.problems(e);
        }
    }

    private Answer shown(String origin, Matcher asked, Show show) {
        Material material = source.read();
        SiteSettings settings = spoken(material.settings(), asked.group(3));
        DefaultTexts texts = DefaultTexts.of(settings);
        String language = asked.group(3);
        if (!language.equals("auto") && !texts.languages().contains(language)) {
            return Answer.text(404, "there is no language " + language);
        }
        MaintenanceState state = show.state(material.state(), texts, clock.instant());
        String file = asked.group(5);
        boolean edge = asked.group(1).equals("edge");
        // The page asks for its state where it is seen; everything else says where it will be seen.
        boolean page = !edge && !file.matches("api/.*|503\\.json|.*\\.(ics|xml)");
        SiteSettings seen =
                page ? at(settings, URI.create(origin + asked.group().substring(0, asked.start(5)))) : settings;
        Site site = edge ? edges.render(seen, state, TooLong.REFUSE) : sites.render(seen, state);
        String name = file.isEmpty() ? "index.html" : file;
        byte[] content = site.file(name).or(() -> site.file("404.html")).orElse(null);
        if (content == null) {
            return Answer.text(404, "there is no " + name);
        }
        boolean html = name.endsWith(".html") || site.file(name).isEmpty();
        return html
                ? Answer.html(ShownPage.inLanguage(
                        ShownPage.inTheme(new String(content, StandardCharsets.UTF_8), asked.group(4)), language))
                : new Answer(200, typeToRead(name), content);
    }

    /** In a frame a calendar is to be read, not opened by another program. */
    private static String typeToRead(String name) {
        String type = ContentTypes.of(name);
        return name.matches(".*\\.(ics|xml|js|json|conf)") ? "text/plain; charset=utf-8" : type;
    }

    private static Answer choices(Material material) {
        ObjectNode choices = JSON.createObjectNode();
        choices.put("app", material.settings().app())
                .put("title", material.settings().title());
        var shows = choices.putArray("shows");
        List.of(Show.values()).forEach(show -> shows.add(show.wireName()));
        var languages = choices.putArray("languages").add("auto");
        DefaultTexts.of(material.settings()).languages().forEach(languages::add);
        return new Answer(200, "application/json", choices.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static SiteSettings spoken(SiteSettings settings, String language) {
        return language.equals("auto") ? settings : with(settings, language, settings.url(), settings.hub());
    }

    /** A sample must not be overruled by what a real hub says. */
    private static SiteSettings at(SiteSettings settings, URI url) {
        return with(settings, settings.defaultLanguage(), url, null);
    }

    private static SiteSettings with(SiteSettings base, String language, @Nullable URI url, @Nullable URI hub) {
        return new SiteSettings(
                base.app(),
                language,
                base.title(),
                url,
                base.appUrl(),
                base.supportUrl(),
                base.logo(),
                base.accent(),
                base.templates(),
                base.index(),
                base.domain(),
                hub);
    }

    private static byte[] resource(String name) {
        try (InputStream in = Routing.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the class path");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
