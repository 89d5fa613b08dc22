package dev.interlude.publisher.site;

import dev.interlude.protocol.MaintenanceState;
import dev.interlude.protocol.Notice;
import dev.interlude.protocol.Phase;
import dev.interlude.protocol.Texts;

/**
 * What an answer in the application's place says, in one language.
 *
 * @param source whose words they are
 * @param title never empty
 * @param titleLanguage BCP 47
 * @param body may be empty
 * @param bodyLanguage BCP 47
 */
record EdgeWords(Source source, String title, String titleLanguage, String body, String bodyLanguage) {

    /** Where words come from. */
    enum Source {
        NOTICE,
        BUILT_IN
    }

    /** The notice's, in the default language if it speaks that; else, and once the work is over, the general text. */
    static EdgeWords of(SiteSettings settings, MaintenanceState state, PageTexts texts) {
        String wanted = settings.defaultLanguage();
        Notice notice = state.notice();
        if (notice == null || state.phase() == Phase.COMPLETED) {
            return new EdgeWords(
                    Source.BUILT_IN,
                    texts.page("unavailable", settings.title()),
                    texts.language(),
                    texts.page("unavailableBody", settings.title()),
                    texts.language());
        }
        return new EdgeWords(
                Source.NOTICE,
                notice.title().preferring(wanted),
                language(notice.title(), wanted),
                notice.body().preferring(wanted),
                language(notice.body(), wanted));
    }

    EdgeWords saying(String newTitle, String newBody) {
        return new EdgeWords(source, newTitle, titleLanguage, newBody, bodyLanguage);
    }

    private static String language(Texts text, String wanted) {
        boolean spoken = text.isEmpty() || text.in(wanted).isPresent();
        return spoken ? wanted : text.byLanguage().firstKey();
    }
}
