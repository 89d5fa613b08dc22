package dev.interlude.publisher.site;

import dev.interlude.protocol.MaintenanceState;
import dev.interlude.protocol.Notice;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the templates in {@code edge/} see; docs/templates.md lists it. */
final class EdgeModel {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final SiteSettings settings;
    private final MaintenanceState state;
    private final PageTexts texts;

    EdgeModel(SiteSettings settings, MaintenanceState state, PageTexts texts) {
        this.settings = settings;
        this.state = state;
        this.texts = texts;
    }

    /** For the answers that people read. */
    Map<String, Object> html(EdgeWords words) {
        Map<String, Object> model = common();
        model.put("language", texts.language());
        model.put("direction", texts.direction());
        model.put("marker", state.version().toString());
        model.put("noindex", settings.index() == SiteSettings.Index.NOINDEX);
        model.put("title", settings.title());
        model.put("heading", Map.of("text", words.title(), "language", words.titleLanguage()));
        model.put("body", Map.of("text", words.body(), "language", words.bodyLanguage()));
        Map<String, String> own = new TreeMap<>(texts.page());
        own.replaceAll((key, text) -> texts.page(key, settings.title()));
        model.put("texts", own);
        putIfPresent(model, "pageUrl", settings.url());
        putIfPresent(model, "supportUrl", settings.supportUrl());
        Notice notice = state.notice();
        if (notice != null && words.source() == EdgeWords.Source.NOTICE) {
            model.put("startsAt", time(notice.startsAt()));
            putIfPresent(model, "endsAt", notice.endsAt());
        }
        return model;
    }

    /** For the function, which carries the two answers as literals. */
    Map<String, Object> function(String html, String problem) {
        Map<String, Object> model = common();
        URI redirect = redirect();
        model.put("pageLiteral", JavaScriptLiteral.of(redirect == null ? null : redirect.toString()));
        model.put("htmlLiteral", JavaScriptLiteral.of(html));
        model.put("problemLiteral", JavaScriptLiteral.of(problem));
        return model;
    }

    /** For nginx, to which a dollar sign is the beginning of a variable and no escape is known. */
    Map<String, Object> nginx() {
        Map<String, Object> model = common();
        URI redirect = redirect();
        if (redirect != null) {
            model.put(
                    "redirect",
                    redirect.toString()
                            .replaceAll("/$", "")
                            .replace("$", "%24")
                            .replace("\"", "%22")
                            .replace("\\", "%5C"));
        }
        return model;
    }

    private Map<String, Object> common() {
        return new TreeMap<>(Map.of("app", settings.app(), "retryAfter", UnavailableProblem.RETRY_AFTER));
    }

    /** A page with an address of its own; one that stands in for the application is served where it was asked for. */
    private @Nullable URI redirect() {
        return Routes.of(settings).sharesTheApplicationsOrigin() ? null : settings.url();
    }

    private static void putIfPresent(Map<String, Object> model, String key, @Nullable Object value) {
        if (value != null) {
            model.put(key, value instanceof Instant at ? time(at) : value.toString());
        }
    }

    private static Map<String, Object> time(Instant at) {
        return Map.of("iso", at.toString(), "date", DATE.format(at), "time", TIME.format(at));
    }
}
