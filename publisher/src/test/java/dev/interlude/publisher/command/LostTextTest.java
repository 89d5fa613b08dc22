package dev.interlude.publisher.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LostTextTest {

    private static final String LOST = "Gr\uFFFD\uFFFDere Umbauten";

    @Test
    void variableOfOursThatHasLostCharactersIsNamed() {
        assertThat(LostText.in(Map.of("INTERLUDE_SITE_TITLE", LOST), "publish"))
                .get()
                .satisfies(failure -> assertThat(failure.happened()).startsWith("INTERLUDE_SITE_TITLE "));
    }

    @Test
    void whatIsNotOursAndWhatIsWholeIsLeftAlone() {
        assertThat(LostText.in(Map.of("PS1", LOST, "INTERLUDE_SITE_TITLE", "Größere"), "update", "für"))
                .isEmpty();
    }
}
