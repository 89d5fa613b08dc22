package dev.interlude.publisher.site.feed;

import dev.interlude.protocol.MaintenanceState;
import dev.interlude.protocol.Notice;
import dev.interlude.protocol.Texts;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What a feed says of the application.
 *
 * @param title the name that users know
 * @param language BCP 47; the language of the feed where the notice speaks it
 * @param page where the page is seen, ending with a slash; null where only its host knows
 */
public record FeedSettings(
        String title, String language, @Nullable URI page) {

    /** The same for every feed and in every place it is served. */
    static String identity(MaintenanceState state, Notice notice) {
        return state.app() + ":" + notice.id();
    }

    String text(Texts texts) {
        return texts.preferring(language);
    }

    /** The language that {@link #text} answers in. */
    String languageOf(Texts texts) {
        boolean spoken = texts.isEmpty() || texts.in(language).isPresent();
        return spoken ? language : texts.byLanguage().firstKey();
    }

    /** Where to read more: the notice's own address, else the page. */
    @Nullable
    URI link(Notice notice) {
        return notice.url() == null ? page : notice.url();
    }
}
