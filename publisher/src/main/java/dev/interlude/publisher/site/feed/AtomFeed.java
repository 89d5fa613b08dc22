package dev.interlude.publisher.site.feed;

import dev.interlude.protocol.MaintenanceState;
import dev.interlude.protocol.Notice;
import dev.interlude.protocol.Texts;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The notice and its timeline as a feed (RFC 4287), newest first. */
final class AtomFeed {

    private final MaintenanceState state;
    private final FeedSettings settings;
    private final StringBuilder xml = new StringBuilder();

    AtomFeed(MaintenanceState state, FeedSettings settings) {
        this.state = state;
        this.settings = settings;
    }

    byte[] document() {
        xml.append(
                        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"")
                .append(escaped(settings.language()))
                .append("\">\n");
        element("id", "tag:interlude.dev,2026:" + state.app());
        element("title", settings.title());
        element("updated", state.updatedAt().toString());
        xml.append("<author><name>").append(escaped(settings.title())).append("</name></author>\n");
        URI page = settings.page();
        if (page != null) {
            link("self", page.resolve("feed.xml"));
            link("alternate", page);
        }
        Notice notice = state.notice();
        if (notice != null) {
            entries(notice);
        }
        return xml.append("</feed>\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private void entries(Notice notice) {
        List<TimelineEntry> timeline = TimelineEntry.newestFirst(state, notice);
        for (TimelineEntry entry : timeline) {
            entry(notice, entry.id(), entry.at(), entry.text());
        }
        // The notice itself is reworded in place: readers show an entry with a later time again.
        Texts text = notice.body().isEmpty() ? notice.title() : notice.body();
        entry(notice, FeedSettings.identity(state, notice), state.updatedAt(), text);
    }

    private void entry(Notice notice, String id, Instant updated, Texts text) {
        xml.append("<entry>\n");
        element("id", "tag:interlude.dev,2026:" + id);
        xml.append("<title type=\"text\" xml:lang=\"")
                .append(escaped(settings.languageOf(notice.title())))
                .append("\">")
                .append(escaped(settings.text(notice.title())))
                .append("</title>\n");
        element("updated", updated.toString());
        link("alternate", settings.link(notice));
        xml.append("<content type=\"text\" xml:lang=\"")
                .append(escaped(settings.languageOf(text)))
                .append("\">")
                .append(escaped(settings.text(text)))
                .append("</content>\n</entry>\n");
    }

    private void element(String name, String text) {
        xml.append('<').append(name).append('>').append(escaped(text)).append("</" + name + ">\n");
    }

    private void link(String relation, @Nullable URI to) {
        if (to != null) {
            xml.append("<link rel=\"" + relation + "\" href=\"")
                    .append(escaped(to.toASCIIString()))
                    .append("\"/>\n");
        }
    }

    /** What XML 1.0 cannot hold in any form gives way to the sign for that. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            switch (character) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(isAllowed(character) ? character : 0xfffd);
            }
        });
        return escaped.toString();
    }

    private static boolean isAllowed(int character) {
        boolean surrogate = character >= 0xd800 && character <= 0xdfff;
        boolean space = character == '\t' || character == '\n';
        return (space || character >= ' ') && !surrogate && character != 0xfffe && character != 0xffff;
    }
}
