package dev.interlude.publisher.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.interlude.publisher.failure.Failure;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccentTest {

    @ParameterizedTest
    @ValueSource(strings = {"#0b5fff", "#ffe600", "#000000", "#FFFFFF", "#777777", "#00ff00", "#120024", "#ff0000"})
    void everyAccentIsLegibleOnBothPapers(String hex) {
        String css = Accent.of(hex).css();
        String light = css.substring(0, css.indexOf("@media (prefers-color-scheme:dark)"));
        String dark = css.substring(light.length());

        assertThat(contrast(light, "--accent", "#faf9f6")).isGreaterThanOrEqualTo(4.5);
        assertThat(contrast(dark, "--accent", "#14171b")).isGreaterThanOrEqualTo(4.5);
        for (String scheme : List.of(light, dark)) {
            assertThat(contrast(scheme, "--accent", value(scheme, "--on-accent")))
                    .isGreaterThanOrEqualTo(4.5);
        }
    }

    @Test
    void accentThatIsLegibleAlreadyIsLeftAlone() {
        assertThat(value(Accent.of("#0b5fff").css(), "--accent")).isEqualTo("#0b5fff");
    }

    @Test
    void contrastIsThatOfWcag() {
        assertThat(Accent.of("#000000").contrastTo(Accent.of("#ffffff"))).isEqualTo(21.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"blue", "#fff", "#0b5fff;}", "", "#gggggg"})
    void whatIsNoColourIsRefused(String text) {
        assertThatExceptionOfType(Failure.class).isThrownBy(() -> Accent.of(text));
    }

    private static double contrast(String css, String property, String other) {
        return Accent.of(value(css, property)).contrastTo(Accent.of(other));
    }

    private static String value(String css, String property) {
        Matcher matcher = Pattern.compile("[{;]" + property + ":(#[0-9a-f]{6})").matcher(css);
        assertThat(matcher.find()).as(property).isTrue();
        return matcher.group(1);
    }
}
