package dev.interlude.publisher.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.interlude.publisher.failure.Failure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A template that never ends is a mistake with a place, after a while that the caller chose. */
@Timeout(60)
class TemplateLimitsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<#list 1.. as i></#list>                      | line 1, column 1 | time allowed",
                "a\\n <#list 1.. as i><#if i == 0>x</#if></#list> | line 2           | time allowed",
                "<#attempt><#list 1.. as i></#list><#recover>x</#attempt> | line 1   | time allowed",
                "<#list 1.. as i>${i}</#list>                  | line 1           | prints more than 4194304 characters",
                "<#macro m><@m/></#macro><@m/>                 | line 1           | calls itself without end",
                "<#function f x><#return f(x)></#function>${f(1)} | line 1        | calls itself without end",
                "${(1..)?filter(x -> x < 0)?first}             | line 1           | time allowed",
                "<#include 'index.ftlh'>                       | line 1           | itself",
            })
    void templateWithoutEndEndsInAMistake(String template, String place, String reason) {
        // Where another limit is to end it, a slow machine has to get there.
        Duration allowed = reason.equals("time allowed") ? Duration.ofMillis(500) : Duration.ofSeconds(50);
        Failure failure = failure(template.replace("\\n", "\n"), allowed);

        assertThat(failure.kind()).isEqualTo(Failure.Kind.CONFIGURATION);
        assertThat(failure.happened()).startsWith("index.ftlh, " + place).contains(reason);
    }

    @Test
    void limitsLeaveARealPageAlone() {
        Templates templates = templates("<#list 1..100000 as i>${i}</#list>", Duration.ofSeconds(30));

        assertThat(templates.render("index.ftlh", Map.of())).hasSize(488_895);
    }

    @Test
    void nextRunIsNotHarmedByOneThatWasLeftBehind() {
        Templates templates = templates("<#if endless><#list 1.. as i></#list></#if>done", Duration.ofSeconds(1));

        assertThatExceptionOfType(Failure.class)
                .isThrownBy(() -> templates.render("index.ftlh", Map.of("endless", true)));

        assertThat(templates.render("index.ftlh", Map.of("endless", false))).isEqualTo("done");
    }

    @Test
    void mistakeInATemplateThatNobodyIncludesIsNamedToo() {
        TreeMap<String, byte[]> files = new TreeMap<>(Map.of("unused.ftlh", bytes("<#if>")));
        Failure failure = catchThrowableOfType(Failure.class, () -> new Templates(new UserFiles(files)));

        assertThat(failure.happened()).startsWith("unused.ftlh, line 1, column ");
    }

    @Test
    void builtInTemplatesAreParsedOnceAndTheOperatorsEachTime() throws InterruptedException {
        HeadStart ahead = new HeadStart();
        ahead.start();
        ahead.join();
        UserFiles none = UserFiles.in(null);
        UserFiles own = new UserFiles(new TreeMap<>(Map.of("edge/nginx.ftl", bytes("ours"))));

        assertThat(Templates.of(none)).isSameAs(Templates.of(none));
        assertThat(Templates.of(own)).isNotSameAs(Templates.of(own));
        assertThat(Templates.of(own).render("edge/nginx.ftl", Map.of())).isEqualTo("ours");
    }

    private static Failure failure(String template, Duration timeAllowed) {
        Failure failure = catchThrowableOfType(
                Failure.class, () -> templates(template, timeAllowed).render("index.ftlh", Map.of()));
        assertThat(failure).isNotNull();
        return failure;
    }

    private static Templates templates(String template, Duration timeAllowed) {
        return new Templates(new UserFiles(new TreeMap<>(Map.of("index.ftlh", bytes(template)))), timeAllowed);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
