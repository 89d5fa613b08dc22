package dev.interlude.publisher.site;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.interlude.protocol.JsonText;
import dev.interlude.protocol.MaintenanceState;
import dev.interlude.publisher.failure.Failure;
import dev.interlude.publisher.failure.Problem;
import dev.interlude.publisher.failure.ProblemsFound;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Renders what the switches answer in the application's place, each within the bytes that its host allows. Like the
 * site, the same settings, files and state give the same bytes. Safe for many threads.
 */
public final class EdgeRenderer {

    /** A fixed response of an AWS load balancer. */
    private static final int ALB_BYTES = 1_024;

    /** A custom response body of AWS WAF. */
    private static final int WAF_BYTES = 4 * 1_024;

    /** The code of a CloudFront Function. */
    private static final int FUNCTION_BYTES = 10 * 1_024;

    /** What to do with words that are too long for a file. */
    public enum TooLong {
        REFUSE,
        SHORTEN
    }

    /**
     * All files of {@code edge/}.
     *
     * @throws ProblemsFound where words are too long, with words that fit, for all files at once
     * @throws Failure where a template cannot be used
     */
    public Site render(SiteSettings settings, MaintenanceState state, TooLong tooLong) {
        UserFiles own = UserFiles.in(settings.templates());
        PageTexts texts = PageTexts.best(PageTexts.all(own), settings.defaultLanguage());
        EdgeWords words = EdgeWords.of(settings, state, texts);
        Templates templates = Templates.of(own);
        Map<String, String> files = new LinkedHashMap<>();
        List<Problem> problems = new ArrayList<>();
        for (EdgeFile file : files(settings, state, texts, templates)) {
            boolean mayShorten = tooLong == TooLong.SHORTEN && words.source() == EdgeWords.Source.NOTICE;
            Optional<EdgeWords> fitting =
                    mayShorten ? file.shortened(words) : Optional.of(words).filter(file::fits);
            fitting.ifPresentOrElse(
                    found -> files.put(file.name(), file.rendering().apply(found)),
                    () -> problems.add(file.problem(words)));
        }
        if (!problems.isEmpty()) {
            throw new ProblemsFound(Failure.Kind.CONFIGURATION, "edge/ of " + state.version(), problems);
        }
        files.put("nginx.conf", templates.render("edge/nginx.ftl", new EdgeModel(settings, state, texts).nginx()));
        files.put("interlude.auto.tfvars.json", terraform(settings, files));
        Map<String, byte[]> bytes = new TreeMap<>();
        files.forEach((name, content) -> bytes.put(name, content.getBytes(StandardCharsets.UTF_8)));
        return new Site(bytes);
    }

    private static List<EdgeFile> files(
            SiteSettings settings, MaintenanceState state, PageTexts texts, Templates templates) {
        EdgeModel model = new EdgeModel(settings, state, texts);
        return List.of(
                new EdgeFile("alb.json", ALB_BYTES, words -> UnavailableProblem.compact(settings, state, texts, words)),
                new EdgeFile("alb.html", ALB_BYTES, words -> html(templates, "edge/alb.ftlh", model, words)),
                new EdgeFile("waf.json", WAF_BYTES, words -> UnavailableProblem.compact(settings, state, texts, words)),
                new EdgeFile("waf.html", WAF_BYTES, words -> html(templates, "edge/waf.ftlh", model, words)),
                new EdgeFile(
                        "cloudfront-function.js",
                        FUNCTION_BYTES,
                        words -> templates.render(
                                "edge/cloudfront-function.ftl",
                                model.function(
                                        html(templates, "edge/waf.ftlh", model, words),
                                        UnavailableProblem.compact(settings, state, texts, words)))));
    }

    private static String html(Templates templates, String name, EdgeModel model, EdgeWords words) {
        return templates.render(name, model.html(words)).strip() + "\n";
    }

    /** Terraform takes a text in a {@code *.tfvars.json} as it is: no template sequence is read in it. */
    private static String terraform(SiteSettings settings, Map<String, String> files) {
        ObjectNode variables = JsonNodeFactory.instance.objectNode();
        files.forEach((name, content) -> {
            if (name.matches("(alb|waf)\\.(json|html)")) {
                String kind = name.substring(name.indexOf('.') + 1);
                variables.put(name.substring(0, name.indexOf('.')) + "_body_" + kind, content);
            }
        });
        variables.put("page_url", settings.url() == null ? "" : settings.url().toString());
        return JsonText.indented(variables) + "\n";
    }
}
