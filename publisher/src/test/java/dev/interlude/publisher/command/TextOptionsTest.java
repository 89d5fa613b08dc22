package dev.interlude.publisher.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlude.protocol.Texts;
import dev.interlude.publisher.failure.Failure;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TextOptionsTest {

    @Test
    void textWithoutLanguageIsInTheDefaultOne() {
        assertThat(TextOptions.read("--title", List.of("Database upgrade", "de=Umbau"), "en"))
                .isEqualTo(Texts.of(Map.of("en", "Database upgrade", "de", "Umbau")));
    }

    @Test
    void equalsSignInATextIsText() {
        assertThat(TextOptions.read("TEXT", List.of("a = b", "pt-BR=x = y"), "en"))
                .isEqualTo(Texts.of(Map.of("en", "a = b", "pt-BR", "x = y")));
    }

    @Test
    void noTextIsNone() {
        assertThat(TextOptions.read("--body", List.of(), "en")).isEqualTo(Texts.NONE);
    }

    @Test
    void languageTwiceAndMissingDefaultAreRefused() {
        assertThatThrownBy(() -> TextOptions.read("--title", List.of("a", "en=b"), "en"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> TextOptions.read("--title", List.of("de=a"), "en"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("missing");
    }
}
