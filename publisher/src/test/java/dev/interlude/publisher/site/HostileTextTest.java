package dev.interlude.publisher.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.interlude.protocol.MaintenanceState;
import dev.interlude.protocol.Notice;
import dev.interlude.protocol.NoticeUpdate;
import dev.interlude.protocol.Phase;
import dev.interlude.protocol.StateVersion;
import dev.interlude.protocol.Texts;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator writes is text wherever it is printed; client-js tests the same in a browser. */
class HostileTextTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "</script><script>alert(1)</script>",
                "</title></style><img src=x onerror=alert(1)>",
                "<!-- <script>",
                "]]> --> -->",
                "${7*7} #{7*7} <#include \"/etc/passwd\"> [=7*7]",
                "\" onload=\"alert(1)\" '",
                "&lt;b&gt; &amp; &",
                "\u202egnp.exe\u202c \u2066\u2069",
                "line one\nline two \u2028 \u2029 {app} {time} $1 \\"
            })
    void operatorsTextStaysText(String hostile) throws IOException {
        String page = Rendering.page(titled(hostile), saying(hostile));

        assertThat(page).contains("<h1 id=\"heading\" lang=\"en\" dir=\"auto\">" + escaped(hostile) + "</h1>");
        assertThat(page).contains("<p lang=\"en\" dir=\"auto\">" + escaped(hostile) + "</p></li>");
        assertThat(page).contains("<p dir=\"auto\">" + escaped(hostile) + "</p>");
        assertThat(page.split("<script", -1)).hasSize(3);
        assertThat(page.split("</script", -1)).hasSize(3);
        assertThat(page.split("<!--", -1)).hasSize(1);
        JsonNode data = data(page);
        assertThat(data.at("/title").asText()).isEqualTo(hostile);
        assertThat(data.at("/state/notice/title/en").asText()).isEqualTo(hostile);
    }

    @ParameterizedTest
    @ValueSource(strings = {"</script>", "<!--", "\u2028"})
    void dataHoldsNothingThatCouldEndIt(String hostile) throws IOException {
        String page = Rendering.page(titled(hostile), saying(hostile));

        assertThat(SiteRendererTest.inline(page, "id=\"data\">", "</script>")).doesNotContain("<");
    }

    private static SiteSettings titled(String title) {
        SiteSettings base = Rendering.onItsOwnHost();
        return new SiteSettings(
                base.app(),
                base.defaultLanguage(),
                title,
                base.url(),
                base.appUrl(),
                base.supportUrl(),
                base.logo(),
                base.accent(),
                base.templates(),
                base.index(),
                base.domain(),
                base.hub());
    }

    private static MaintenanceState saying(String hostile) {
        Texts texts = Texts.of("en", hostile);
        Notice notice = Notice.of("hostile", NOON, texts).updatedBy(new NoticeUpdate(NOON, texts));
        return new MaintenanceState("shop", new StateVersion(1, 1), NOON, Phase.IN_PROGRESS, notice);
    }

    private static JsonNode data(String page) throws IOException {
        return new JsonMapper().readTree(SiteRendererTest.inline(page, "id=\"data\">", "</script>"));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
