package dev.interlude.publisher.site;

import dev.interlude.protocol.MaintenanceState;
import dev.interlude.protocol.Notice;
import dev.interlude.protocol.NoticeUpdate;
import dev.interlude.protocol.Phase;
import dev.interlude.protocol.Texts;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the page's template sees: the static text, in the default language and with times in UTC, for readers without a
 * script; and the data for the script, which fills in the same elements for everybody else.
 */
final class PageModel {

    /** Not a localised form: those differ from one Java to the next, and this one everybody reads. */
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final SiteSettings settings;
    private final MaintenanceState state;
    private final Routes routes;
    private final SortedMap<String, PageTexts> languages;
    private final PageTexts texts;

    PageModel(SiteSettings settings, MaintenanceState state, SortedMap<String, PageTexts> languages) {
        this.settings = settings;
        this.state = state;
        this.routes = Routes.of(settings);
        this.languages = languages;
        this.texts = PageTexts.best(languages, settings.defaultLanguage());
    }

    Map<String, Object> toMap(String style, String script) {
        Map<String, Object> model = new TreeMap<>();
        model.put("language", texts.language());
        model.put("direction", texts.direction());
        model.put("csp", PageTemplate.verbatim(ContentSecurityPolicy.of(style, script, routes)));
        model.put("marker", state.version().toString());
        model.put("noindex", settings.index() == SiteSettings.Index.NOINDEX);
        model.put("style", PageTemplate.verbatim(style));
        model.put("script", PageTemplate.verbatim(script));
        model.put("data", PageTemplate.verbatim(PageData.of(settings, state, languages, routes)));
        model.put("title", settings.title());
        model.put("texts", ownTexts());
        Path logo = settings.logo();
        putIfPresent(model, "logo", logo == null ? null : Logo.dataUri(logo));
        putIfPresent(model, "appUrl", settings.appUrl());
        putIfPresent(model, "supportUrl", settings.supportUrl());
        putStaticText(model);
        return model;
    }

    /** The phase's words; where the page stands in for the application, that it is unavailable, whatever the phase. */
    private void putStaticText(Map<String, Object> model) {
        boolean standsIn = settings.appUrl() == null;
        String view = standsIn ? "unavailable" : state.phase().wireName();
        Notice notice = shownNotice();
        model.put("view", view);
        model.put("label", ours(view));
        model.put("heading", text(ours(standsIn ? "unavailable" : "operational"), texts.language()));
        model.put("body", text(standsIn ? ours("unavailableBody") : "", texts.language()));
        model.put("updates", List.of());
        if (notice != null) {
            model.put("heading", operators(notice.title()));
            model.put("body", body(notice));
            model.put("startsAt", time(notice.startsAt()));
            Instant endsAt = notice.endsAt();
            if (endsAt != null) {
                model.put("endsAt", time(endsAt));
            }
            model.put("updates", updates(notice));
            model.put("updated", time(state.updatedAt()));
            // Most notices link to this very page, for the sake of the banner in the application.
            putIfPresent(model, "link", Objects.equals(notice.url(), settings.url()) ? null : notice.url());
        }
    }

    /** A completed maintenance has nothing to say to somebody who is still shown the page in the application's place. */
    private @Nullable Notice shownNotice() {
        boolean misleading = settings.appUrl() == null && state.phase() == Phase.COMPLETED;
        return misleading ? null : state.notice();
    }

    /** What was said about a maintenance is no longer true once it is over. */
    private Map<String, Object> body(Notice notice) {
        boolean said = state.phase() != Phase.COMPLETED && !notice.body().isEmpty();
        return said ? operators(notice.body()) : text("", texts.language());
    }

    /** Newest first, since that is what people come back for. */
    private List<Map<String, Object>> updates(Notice notice) {
        List<Map<String, Object>> updates = new ArrayList<>();
        for (NoticeUpdate update : notice.updates()) {
            Map<String, Object> entry = new TreeMap<>(operators(update.text()));
            entry.put("at", time(update.at()));
            updates.add(0, entry);
        }
        return updates;
    }

    private Map<String, String> ownTexts() {
        Map<String, String> own = new TreeMap<>(texts.page());
        own.replaceAll((key, text) -> ours(key));
        return own;
    }

    private String ours(String key) {
        return texts.page(key, settings.title());
    }

    private static Map<String, Object> text(String text, String language) {
        return Map.of("text", text, "language", language);
    }

    private Map<String, Object> operators(Texts text) {
        String wanted = settings.defaultLanguage();
        String language =
                text.in(wanted).isPresent() ? wanted : text.byLanguage().firstKey();
        return text(text.preferring(wanted), language);
    }

    private static Map<String, Object> time(Instant at) {
        return Map.of("iso", at.toString(), "date", DATE.format(at), "time", TIME.format(at));
    }

    private static void putIfPresent(Map<String, Object> model, String key, @Nullable Object value) {
        if (value != null) {
            model.put(key, value.toString());
        }
    }
}
