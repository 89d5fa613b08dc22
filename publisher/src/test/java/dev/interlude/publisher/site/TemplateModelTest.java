package dev.interlude.publisher.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlude.protocol.MaintenanceState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/templates.md names everything that a template sees, of which kind it is and whether it is always there. */
class TemplateModelTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "templates.md");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `([^`]+)` \\| ([a-z]+) \\| (always|sometimes) \\| .+ \\|$");

    @Test
    void pagesModelIsAsDocumented() throws IOException {
        Seen seen = new Seen();
        for (SiteSettings settings : everySettings()) {
            for (MaintenanceState state : everyState()) {
                seen.add(new PageModel(settings, state, PageTexts.all(UserFiles.in(null))).toMap("", ""));
            }
        }
        assertThat(documented("index.ftlh")).isEqualTo(seen.rows());
    }

    @Test
    void edgesModelsAreAsDocumented() throws IOException {
        Seen html = new Seen();
        Seen function = new Seen();
        Seen nginx = new Seen();
        PageTexts texts = PageTexts.best(PageTexts.all(UserFiles.in(null)), "en");
        for (SiteSettings settings : everySettings()) {
            for (MaintenanceState state : everyState()) {
                EdgeModel model = new EdgeModel(settings, state, texts);
                html.add(model.html(EdgeWords.of(settings, state, texts)));
                function.add(model.function("", ""));
                nginx.add(model.nginx());
            }
        }
        assertThat(documented("edge/alb.ftlh and edge/waf.ftlh")).isEqualTo(html.rows());
        assertThat(documented("edge/cloudfront-function.ftl")).isEqualTo(function.rows());
        assertThat(documented("edge/nginx.ftl")).isEqualTo(nginx.rows());
    }

    private static List<SiteSettings> everySettings() {
        Path logo = Path.of("src", "test", "resources", "golden", "logo.svg");
        SiteSettings bare = new SiteSettings(
                "shop", "en", "Shop", null, null, null, null, "#0b5fff", null, SiteSettings.Index.INDEX, null, null);
        return List.of(Rendering.withLogo(Rendering.standingIn(), logo), Rendering.onItsOwnHost(), bare);
    }

    private static List<MaintenanceState> everyState() throws IOException {
        return List.of(
                Rendering.state("origin"),
                Rendering.state("scheduled"),
                Rendering.state("in-progress"),
                Rendering.state("in-progress-without-end"),
                Rendering.state("longest-texts"),
                Rendering.state("many-languages"),
                Rendering.state("loopback-url"),
                Rendering.state("completed"));
    }

    /** Name to kind and presence, in the section of that heading. */
    private static SortedMap<String, String> documented(String heading) throws IOException {
        String document = Files.readString(DOCUMENT);
        String section = document.substring(document.indexOf("## What `" + heading.replace(" and ", "` and `") + "`"));
        int end = section.indexOf("\n## ", 1);
        SortedMap<String, String> rows = new TreeMap<>();
        for (MatchResult row : ROW.matcher(end < 0 ? section : section.substring(0, end))
                .results()
                .toList()) {
            rows.put(row.group(1), row.group(2) + " " + row.group(3));
        }
        return rows;
    }

    /** All paths that were seen, and how often beside the map or list entry that they are part of. */
    private static final class Seen {

        private final SortedMap<String, String> kinds = new TreeMap<>();
        private final Map<String, Integer> times = new HashMap<>();

        void add(Map<?, ?> model) {
            add("", model);
        }

        SortedMap<String, String> rows() {
            SortedMap<String, String> rows = new TreeMap<>();
            kinds.forEach((path, kind) -> {
                int cut = Math.max(path.lastIndexOf('.'), 0);
                boolean always = times.get(path).equals(times.get(path.substring(0, cut)));
                rows.put(path, kind + (always ? " always" : " sometimes"));
            });
            return rows;
        }

        private void add(String path, Map<?, ?> map) {
            times.merge(path, 1, Integer::sum);
            map.forEach((key, value) -> value(path.isEmpty() ? key.toString() : path + "." + key, value));
        }

        private void value(String path, Object value) {
            if (path.equals("texts")) {
                kind(path, "texts");
            } else if (value instanceof Map<?, ?> map) {
                kinds.put(path, "map");
                add(path, map);
            } else if (value instanceof List<?> list) {
                kind(path, "list");
                list.forEach(entry -> add(path + "[]", (Map<?, ?>) entry));
            } else {
                kind(path, value instanceof Boolean ? "boolean" : value instanceof Number ? "number" : textKind(value));
            }
        }

        private void kind(String path, String kind) {
            kinds.put(path, kind);
            times.merge(path, 1, Integer::sum);
        }

        private static String textKind(Object value) {
            return value instanceof String ? "text" : "markup";
        }
    }
}
