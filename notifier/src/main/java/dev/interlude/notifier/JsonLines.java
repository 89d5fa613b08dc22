package dev.interlude.notifier;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/** The log for machines: one JSON object an event. */
final class JsonLines extends Formatter {

    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public String format(LogRecord event) {
        ObjectNode line = JsonNodeFactory.instance
                .objectNode()
                .put("at", event.getInstant().truncatedTo(ChronoUnit.MILLIS).toString())
                .put("level", event.getLevel().getName().toLowerCase(Locale.ROOT))
                .put("logger", event.getLoggerName())
                .put("message", formatMessage(event));
        if (event.getThrown() != null) {
            ArrayNode causes = line.putArray("causes");
            Causes.of(event.getThrown()).forEach(causes::add);
        }
        try {
            return JSON.writeValueAsString(line) + System.lineSeparator();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
