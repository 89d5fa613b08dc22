package dev.interlude.publisher.site;

import dev.interlude.protocol.MaintenanceState;
import dev.interlude.protocol.StateCodec;
import dev.interlude.protocol.StateSchema;
import dev.interlude.publisher.failure.Failure;
import dev.interlude.publisher.site.feed.FeedSettings;
import dev.interlude.publisher.site.feed.Feeds;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Renders the site of a state. The same settings, files and state always give the same bytes, on every machine and at
 * every time. Safe for many threads.
 */
public final class SiteRenderer {

    private static final String STYLE = "page.css";

    /** Built by client-js for this page alone. */
    private static final String SCRIPT = "/dev/interlude/client/page.js";

    private final String script;

    public SiteRenderer() {
        this(new String(Resources.bytes(SCRIPT), StandardCharsets.UTF_8));
    }

    /** A renderer whose pages run another script. */
    SiteRenderer(String script) {
        this.script = script;
    }

    /**
     * All files of the site.
     *
     * @throws Failure of kind {@code CONFIGURATION} where the logo, the accent or a file in {@code site.templates}
     *     cannot be used; a template's mistake is named by file, line and expression
     */
    public Site render(SiteSettings settings, MaintenanceState state) {
        UserFiles own = UserFiles.in(settings.templates());
        SortedMap<String, PageTexts> languages = PageTexts.all(own);
        Map<String, byte[]> files = new TreeMap<>(own.published());
        files.putAll(Feeds.of(state, new FeedSettings(settings.title(), settings.defaultLanguage(), settings.url())));
        files.put("state.json", StateCodec.encode(state));
        files.put(StateSchema.PATH, StateSchema.document());
        PageTexts texts = PageTexts.best(languages, settings.defaultLanguage());
        files.put(
                "503.json", UnavailableProblem.indented(settings, state, texts).getBytes(StandardCharsets.UTF_8));
        // Without it GitHub would run Jekyll, which takes longer and drops files that begin with an underscore.
        files.put(".nojekyll", new byte[0]);
        String domain = settings.domain();
        if (domain != null) {
            // As GitHub writes it, without a line's end: so its settings and the branch never take turns.
            files.put("CNAME", domain.getBytes(StandardCharsets.UTF_8));
        }
        // Last, since the template engine may still be coming up.
        byte[] page = page(settings, state, own, languages);
        files.put("index.html", page);
        // The same bytes: a host that answers a deep link with its 404 page shows ours, and the URL stays.
        files.put("404.html", page);
        return new Site(files);
    }

    private byte[] page(
            SiteSettings settings, MaintenanceState state, UserFiles own, SortedMap<String, PageTexts> languages) {
        String style = Accent.of(settings.accent()).css() + StyleSheet.compact(styleSheet(own));
        String page = PageTemplate.render(
                Templates.of(own),
                new PageModel(settings, state, languages).toMap(style, script),
                state.version().toString());
        return page.getBytes(StandardCharsets.UTF_8);
    }

    private static String styleSheet(UserFiles own) {
        byte[] content = own.templates().getOrDefault(STYLE, Resources.bytes(Resources.SITE + STYLE));
        return new String(content, StandardCharsets.UTF_8);
    }
}
