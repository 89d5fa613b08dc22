package dev.interlude.publisher.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.interlude.protocol.MaintenanceState;
import dev.interlude.protocol.Notice;
import dev.interlude.protocol.NoticeUpdate;
import dev.interlude.protocol.Phase;
import dev.interlude.protocol.StateCodec;
import dev.interlude.protocol.StateVersion;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DefaultTextsTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @Test
    void defaultTextsAreLegalInEveryLanguage() {
        DefaultTexts texts = DefaultTexts.of(Rendering.standingIn());
        Notice notice = new Notice(
                "x",
                NOON,
                null,
                false,
                false,
                texts.title(Phase.IN_PROGRESS),
                texts.body(Phase.IN_PROGRESS),
                List.<NoticeUpdate>of(),
                null);

        assertThat(texts.languages())
                .contains("ar", "de", "en", "es", "fr", "ja", "pt", "zh")
                .isSorted();
        assertThat(notice.title().byLanguage().keySet()).containsExactlyElementsOf(texts.languages());
        assertThat(StateCodec.violationsIn(
                        new MaintenanceState("shop", new StateVersion(1, 1), NOON, Phase.IN_PROGRESS, notice)))
                .isEmpty();
        assertThat(texts.title(Phase.SCHEDULED).in("en")).hasValue("Scheduled maintenance");
    }

    @Test
    void defaultLanguageIsAlwaysThere() {
        SiteSettings swiss = new SiteSettings(
                "shop",
                "de-CH",
                "Laden",
                null,
                null,
                null,
                null,
                "#0b5fff",
                null,
                SiteSettings.Index.INDEX,
                null,
                null);
        SiteSettings welsh = new SiteSettings(
                "shop", "cy", "Siop", null, null, null, null, "#0b5fff", null, SiteSettings.Index.INDEX, null, null);

        assertThat(DefaultTexts.of(swiss).title(Phase.SCHEDULED).in("de-CH")).hasValue("Geplante Wartung");
        assertThat(DefaultTexts.of(welsh).title(Phase.SCHEDULED).in("cy")).hasValue("Scheduled maintenance");
    }

    @Test
    void noNoticeBeginsCompleted() {
        DefaultTexts texts = DefaultTexts.of(Rendering.standingIn());

        assertThatIllegalArgumentException().isThrownBy(() -> texts.title(Phase.COMPLETED));
    }

    @Test
    void everyLanguageHasEveryTextAndItsPlaceholders() {
        SortedMap<String, PageTexts> all = PageTexts.all(UserFiles.in(null));
        PageTexts english = Objects.requireNonNull(all.get("en"));

        all.forEach((language, texts) -> {
            assertThat(texts.direction()).as(language).isIn("ltr", "rtl");
            assertThat(texts.notice().keySet())
                    .as(language)
                    .isEqualTo(english.notice().keySet());
            assertThat(texts.problem().keySet())
                    .as(language)
                    .isEqualTo(english.problem().keySet());
            assertThat(texts.page().keySet())
                    .as(language)
                    .isEqualTo(english.page().keySet());
            for (Map.Entry<String, String> text : texts.page().entrySet()) {
                String original = Objects.requireNonNull(english.page().get(text.getKey()));
                for (String placeholder : new String[] {"{app}", "{time}"}) {
                    assertThat(text.getValue().contains(placeholder))
                            .as(language + " " + text.getKey() + " " + placeholder)
                            .isEqualTo(original.contains(placeholder));
                }
            }
        });
    }

    @Test
    void everyFileOfTextsIsListed() throws IOException, URISyntaxException {
        var list = Objects.requireNonNull(DefaultTextsTest.class.getResource(Resources.SITE + "texts/languages.json"));
        if (list.getProtocol().equals("jar")) {
            try (FileSystem jar = FileSystems.newFileSystem(list.toURI(), Map.of())) {
                assertThat(tagsIn(jar.getPath(Resources.SITE, "texts")))
                        .containsExactlyInAnyOrderElementsOf(PageTexts.builtInLanguages());
            }
        } else {
            assertThat(tagsIn(Objects.requireNonNull(Path.of(list.toURI()).getParent())))
                    .containsExactlyInAnyOrderElementsOf(PageTexts.builtInLanguages());
        }
    }

    private static List<String> tagsIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> !name.equals("languages.json"))
                    .map(name -> name.replace(".json", ""))
                    .toList();
        }
    }
}
