package dev.interlude.publisher.site;

import dev.interlude.publisher.failure.Failure;
import freemarker.cache.StringTemplateLoader;
import freemarker.cache.StrongCacheStorage;
import freemarker.core.ParseException;
import freemarker.core.TemplateClassResolver;
import freemarker.core._CoreAPI;
import freemarker.template.Configuration;
import freemarker.template.SimpleObjectWrapper;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TimeZone;
import java.util.TreeMap;

/**
 * All templates, the operator's in place of ours, run in a locked room: they see maps, lists and texts, no class and no
 * file outside the two sets of templates. What {@code *.ftlh} prints is escaped as HTML. Time, output and depth are
 * bounded, so that a template which never ends is a mistake with a place like any other.
 */
final class Templates {

    /** A page takes milliseconds; this is for a machine that is busy with something else. */
    private static final Duration TIME_ALLOWED = Duration.ofSeconds(10);

    private static final String[] BUILT_IN = {
        PageTemplate.NAME, "edge/alb.ftlh", "edge/waf.ftlh", "edge/cloudfront-function.ftl", "edge/nginx.ftl"
    };

    /** Brought up by whoever comes first, while others wait: no two threads ever load the engine at once. */
    private static final class BuiltIn {

        static final Templates ALONE = new Templates(UserFiles.in(null));
    }

    private final Configuration configuration = lockedDown();
    private final Duration timeAllowed;

    /**
     * All templates.
     *
     * @throws Failure where one cannot be parsed, even if nothing includes it
     */
    static Templates of(UserFiles own) {
        Templates builtIn = BuiltIn.ALONE;
        return own.templates().keySet().stream().anyMatch(Templates::isTemplate) ? new Templates(own) : builtIn;
    }

    Templates(UserFiles own) {
        this(own, TIME_ALLOWED);
    }

    Templates(UserFiles own, Duration timeAllowed) {
        this.timeAllowed = timeAllowed;
        SortedMap<String, byte[]> all = new TreeMap<>();
        for (String name : BUILT_IN) {
            all.put(name, Resources.bytes(Resources.SITE + name));
        }
        own.templates().forEach((path, content) -> {
            if (isTemplate(path)) {
                all.put(path, content);
            }
        });
        StringTemplateLoader loader = new StringTemplateLoader();
        all.forEach((path, content) -> loader.putTemplate(path, text(content)));
        configuration.setTemplateLoader(loader);
        all.keySet().forEach(name -> _CoreAPI.addThreadInterruptedChecks(parsed(name)));
    }

    String render(String name, Map<String, Object> model) {
        TemplateRun run = new TemplateRun(parsed(name), model);
        try {
            return run.output(timeAllowed);
        } catch (TemplateException e) {
            throw mistake(name, e).causedBy(e);
        }
    }

    static Failure mistake(String file, int line, int column, String message) {
        return new Failure(
                Failure.Kind.CONFIGURATION,
                "render " + file,
                file + ", line " + line + ", column " + column + ": " + message,
                "correct the template in site.templates, or remove it to use the built-in one");
    }

    private static Failure mistake(String name, TemplateException e) {
        String expression = e.getBlamedExpressionString();
        String reason = e.getMessageWithoutStackTop().lines().findFirst().orElse("unknown");
        String file = e.getTemplateSourceName() == null ? name : e.getTemplateSourceName();
        return mistake(
                file,
                e.getLineNumber() == null ? 1 : e.getLineNumber(),
                e.getColumnNumber() == null ? 1 : e.getColumnNumber(),
                (expression == null ? "" : "expression \"" + expression + "\": ") + reason);
    }

    /** The template, from the second time on out of a cache that forgets nothing: the checks are added to it once. */
    private Template parsed(String name) {
        try {
            return configuration.getTemplate(name);
        } catch (ParseException e) {
            throw mistake(e.getTemplateName(), e.getLineNumber(), e.getColumnNumber(), e.getEditorMessage())
                    .causedBy(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isTemplate(String path) {
        return path.endsWith(".ftlh") || path.endsWith(".ftl");
    }

    private static Configuration lockedDown() {
        Configuration configuration = new Configuration(Configuration.VERSION_2_3_35);
        configuration.setLocalizedLookup(false);
        configuration.setCacheStorage(new StrongCacheStorage());
        configuration.setTemplateUpdateDelayMilliseconds(Long.MAX_VALUE);
        configuration.setDefaultEncoding("UTF-8");
        configuration.setRecognizeStandardFileExtensions(true);
        configuration.setLocale(Locale.US);
        configuration.setTimeZone(TimeZone.getTimeZone("UTC"));
        configuration.setNumberFormat("computer");
        configuration.setObjectWrapper(new SimpleObjectWrapper(Configuration.VERSION_2_3_35));
        configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        configuration.setAPIBuiltinEnabled(false);
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setAttemptExceptionReporter((e, environment) -> {});
        configuration.setLogTemplateExceptions(false);
        configuration.setWrapUncheckedExceptions(true);
        return configuration;
    }

    private static String text(byte[] content) {
        return new String(content, StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
}
