package dev.interlude.publisher.site;

import freemarker.core.HTMLOutputFormat;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import java.util.Map;

/** The template of the page, and what every replacement of it has to print. */
final class PageTemplate {

    static final String NAME = "index.ftlh";

    private PageTemplate() {}

    /** Text that is HTML, CSS or a script already and is printed as it is. */
    static TemplateModel verbatim(String markup) {
        try {
            return HTMLOutputFormat.INSTANCE.fromMarkup(markup);
        } catch (TemplateModelException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The page of that model, bearing that marker. */
    static String render(Templates templates, Map<String, Object> model, String marker) {
        String page = templates.render(NAME, model);
        if (!page.contains("<meta name=\"interlude-page\" content=\"" + marker + "\">")) {
            throw Templates.mistake(
                    NAME,
                    1,
                    1,
                    "it does not print <meta name=\"interlude-page\" content=\"${marker}\">,"
                            + " by which the way back tells this page from the application");
        }
        return page;
    }
}
