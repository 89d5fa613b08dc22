package dev.interlude.publisher.site.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlude.protocol.MaintenanceState;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.Component;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.validate.ValidationResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The calendar, judged by ical4j. */
class CalendarFeedTest {

    @ParameterizedTest
    @MethodSource("dev.interlude.publisher.site.feed.FeedStates#fixtures")
    void everyStateGivesAValidCalendar(MaintenanceState state) throws Exception {
        ValidationResult result = read(state).validate();

        assertThat(result.getEntries()).as(state.toString()).isEmpty();
    }

    @Test
    void windowThatMovesMovesInTheCalendar() throws Exception {
        VEvent before = event(FeedStates.scheduled(FeedStates.NOON.plusSeconds(3_600), FeedStates.NOON, "x"));
        VEvent after =
                event(FeedStates.scheduled(FeedStates.NOON.plusSeconds(7_200), FeedStates.NOON.plusSeconds(60), "x"));

        assertThat(value(after, Property.UID)).isEqualTo(value(before, Property.UID));
        assertThat(Long.parseLong(value(after, Property.SEQUENCE)))
                .isGreaterThan(Long.parseLong(value(before, Property.SEQUENCE)));
        assertThat(value(before, Property.DTSTART)).isEqualTo("20261120T130000Z");
        assertThat(value(after, Property.DTSTART)).isEqualTo("20261120T140000Z");
        assertThat(value(after, Property.DTEND)).isEqualTo("20261120T143000Z");
        assertThat(value(after, Property.DTSTAMP)).isEqualTo("20261120T120100Z");
    }

    @Test
    void windowThatIsCancelledDisappears() throws Exception {
        assertThat(read(FeedStates.operational()).getComponents(Component.VEVENT))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "semi;colon, comma, back\\slash \\n and \"quotes\"",
                "line one\nline two\n\nEND:VEVENT\nBEGIN:VALARM",
                "\ud83d\ude80\ud83d\ude80\ud83d\ude80\ud83d\ude80\ud83d\ude80\ud83d\ude80\ud83d\ude80\ud83d\ude80\ud83d\ude80\ud83d\ude80\ud83d\ude80\ud83d\ude80\ud83d\ude80\ud83d\ude80\ud83d\ude80\ud83d\ude80\ud83d\ude80\ud83d\ude80\ud83d\ude80\ud83d\ude80\ud83d\ude80\ud83d\ude80",
                "\u4fdd\u5b88\u4e2d \u2028 \u202e URL:https://evil.example"
            })
    void textArrivesAsItWasWritten(String text) throws Exception {
        VEvent event = event(FeedStates.scheduled(FeedStates.NOON, FeedStates.NOON, text));

        assertThat(value(event, Property.SUMMARY)).isEqualTo("Shop: " + text);
        assertThat(value(event, Property.DESCRIPTION)).isEqualTo(text);
    }

    @ParameterizedTest
    @MethodSource("dev.interlude.publisher.site.feed.FeedStates#fixtures")
    void linesAreFoldedAt75OctetsAndEndAsTheyShould(MaintenanceState state) {
        String calendar = FeedStates.feed(state, "calendar.ics");

        assertThat(calendar.replace("\r\n", "")).doesNotContain("\r", "\n");
        for (String line : List.of(calendar.split("\r\n"))) {
            assertThat(line.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(75);
            assertThat(line).doesNotContain("\ufffd");
        }
    }

    private static VEvent event(MaintenanceState state) throws Exception {
        Calendar calendar = read(state);
        assertThat(calendar.validate().getEntries()).isEmpty();
        List<VEvent> events = calendar.getComponents(Component.VEVENT);
        assertThat(events).hasSize(1);
        return events.get(0);
    }

    private static Calendar read(MaintenanceState state) throws Exception {
        return new CalendarBuilder().build(new StringReader(FeedStates.feed(state, "calendar.ics")));
    }

    private static String value(VEvent event, String name) {
        return event.getRequiredProperty(name).getValue();
    }
}
