package dev.interlude.publisher.site;

import dev.interlude.publisher.failure.Failure;
import freemarker.cache.StringTemplateLoader;
import freemarker.core.HTMLOutputFormat;
import freemarker.core.ParseException;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.SimpleObjectWrapper;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateNotFoundException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;

/**
 * The page's template, run in a locked room: it sees maps, lists and texts, no class and no file outside the two sets
 * of templates, and every text that it prints is escaped.
 */
final class PageTemplate {

    static final String NAME = "index.ftlh";

    /** Far above any real page; a template that never ends is stopped here. */
    private static final int MAX_CHARACTERS = 4 * 1024 * 1024;

    private final Configuration configuration = new Configuration(Configuration.VERSION_2_3_35);

    PageTemplate(UserFiles own) {
        StringTemplateLoader templates = new StringTemplateLoader();
        templates.putTemplate(NAME, text(Resources.bytes(Resources.SITE + NAME)));
        own.templates().forEach((path, content) -> templates.putTemplate(path, text(content)));
        configuration.setTemplateLoader(templates);
        configuration.setLocalizedLookup(false);
        configuration.setDefaultEncoding("UTF-8");
        configuration.setRecognizeStandardFileExtensions(true);
        configuration.setLocale(Locale.US);
        configuration.setTimeZone(TimeZone.getTimeZone("UTC"));
        configuration.setNumberFormat("computer");
        configuration.setObjectWrapper(new SimpleObjectWrapper(Configuration.VERSION_2_3_35));
        configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        configuration.setAPIBuiltinEnabled(false);
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        configuration.setWrapUncheckedExceptions(true);
    }

    /** Text that is HTML, CSS or a script already and is printed as it is. */
    static TemplateModel verbatim(String markup) {
        try {
            return HTMLOutputFormat.INSTANCE.fromMarkup(markup);
        } catch (TemplateModelException e) {
            throw new IllegalStateException(e);
        }
    }

    String render(Map<String, Object> model) {
        StringWriter page = new BoundedWriter();
        try {
            configuration.getTemplate(NAME).process(model, page);
        } catch (ParseException e) {
            throw mistake(e.getTemplateName(), e.getLineNumber(), e.getEditorMessage())
                    .causedBy(e);
        } catch (TemplateNotFoundException e) {
            throw mistake(NAME, 1, "there is no template \"" + e.getTemplateName() + "\"")
                    .causedBy(e);
        } catch (TemplateException e) {
            throw mistake(e).causedBy(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return page.toString();
    }

    static Failure mistake(String file, int line, String message) {
        return new Failure(
                Failure.Kind.CONFIGURATION,
                "render the page",
                file + ", line " + line + ": " + message,
                "correct the template in site.templates, or remove it to use the built-in one");
    }

    private static Failure mistake(TemplateException e) {
        String expression = e.getBlamedExpressionString();
        String reason = e.getMessageWithoutStackTop().lines().findFirst().orElse("unknown");
        String file = e.getTemplateSourceName() == null ? NAME : e.getTemplateSourceName();
        int line = e.getLineNumber() == null ? 1 : e.getLineNumber();
        return mistake(file, line, (expression == null ? "" : "expression \"" + expression + "\": ") + reason);
    }

    private static String text(byte[] content) {
        return new String(content, StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    private static final class BoundedWriter extends StringWriter {

        @Override
        public void write(String text) {
            super.write(text);
            stopAtTheBound();
        }

        @Override
        public void write(String text, int offset, int length) {
            super.write(text, offset, length);
            stopAtTheBound();
        }

        @Override
        public void write(char[] text, int offset, int length) {
            super.write(text, offset, length);
            stopAtTheBound();
        }

        private void stopAtTheBound() {
            if (getBuffer().length() > MAX_CHARACTERS) {
                throw mistake(NAME, 1, "it prints more than " + MAX_CHARACTERS + " characters");
            }
        }
    }
}
