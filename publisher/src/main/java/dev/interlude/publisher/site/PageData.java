package dev.interlude.publisher.site;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.interlude.protocol.JsonText;
import dev.interlude.protocol.MaintenanceState;
import dev.interlude.protocol.StateCodec;
import java.net.URI;
import java.util.Collection;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What the page carries for its script, as JSON that may stand inside a {@code <script>} element. Its shape is that of
 * {@code PageData} in client-js.
 */
final class PageData {

    private PageData() {}

    static String of(
            SiteSettings settings, MaintenanceState state, SortedMap<String, PageTexts> languages, Routes routes) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("title", settings.title());
        put(data, "hub", routes.hub(settings.app()));
        put(data, "stateUrl", routes.stateUrl());
        put(data, "siteUrl", routes.site());
        put(data, "appUrl", routes.app());
        data.put("language", settings.defaultLanguage());
        putTexts(data, languages);
        data.set("state", StateCodec.tree(state));
        return escaped(data);
    }

    /** The keys once, and not in each language; every language has the same, in the same order. */
    private static void putTexts(ObjectNode data, SortedMap<String, PageTexts> languages) {
        ObjectNode texts = data.putObject("texts");
        languages.forEach((tag, language) -> {
            data.put(
                    "keys", "dir" + PageTexts.SEPARATOR + joined(language.page().keySet()));
            texts.put(
                    tag,
                    language.direction()
                            + PageTexts.SEPARATOR
                            + joined(language.page().values()));
        });
    }

    private static String joined(Collection<String> parts) {
        return String.join(PageTexts.SEPARATOR, parts);
    }

    private static void put(ObjectNode data, String key, @Nullable URI url) {
        if (url != null) {
            data.put(key, url.toString());
        }
    }

    /** A {@code <} could end the element or begin a comment in it; in JSON it only ever stands inside a string. */
    private static String escaped(ObjectNode data) {
        return JsonText.compact(data).replace("<", "\\u003c");
    }
}
