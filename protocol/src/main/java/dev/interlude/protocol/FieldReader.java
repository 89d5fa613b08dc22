package dev.interlude.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one JSON object and collects what is wrong with them. A field that is wrong or missing is
 * reported and read as null; readers of one document share their list of violations.
 */
final class FieldReader {

    private static final String TIME = "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]{1,3})?Z";
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}");
    private static final int MAX_LANGUAGES = 20;

    private final JsonNode object;
    private final String pointer;
    private final UnknownFields unknownFields;
    private final List<Violation> violations;

    private FieldReader(JsonNode object, String pointer, UnknownFields unknownFields, List<Violation> violations) {
        this.object = object;
        this.pointer = pointer;
        this.unknownFields = unknownFields;
        this.violations = violations;
        if (!object.isObject()) {
            violations.add(new Violation(pointer, "not a JSON object"));
        }
    }

    static FieldReader ofDocument(JsonNode document, UnknownFields unknownFields) {
        return new FieldReader(document, "", unknownFields, new ArrayList<>());
    }

    List<Violation> violations() {
        return violations;
    }

    boolean has(String field) {
        return object.has(field);
    }

    void refuse(String field, String message) {
        violations.add(new Violation(pointer + "/" + escaped(field), message));
    }

    void onlyKnows(List<String> known) {
        if (unknownFields == UnknownFields.IGNORED) {
            return;
        }
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                refuse(name, "unknown field; known are " + String.join(", ", known));
            }
        }
    }

    @Nullable
    String string(String field) {
        JsonNode value = value(field);
        if (value == null) {
            return null;
        }
        if (!value.isTextual()) {
            refuse(field, "not a string");
            return null;
        }
        return value.textValue();
    }

    @Nullable
    String matching(String field, String pattern, String allowed) {
        String text = string(field);
        if (text != null && !Pattern.matches(pattern, text)) {
            refuse(field, "must be " + allowed);
            return null;
        }
        return text;
    }

    @Nullable
    Long integer(String field, long max) {
        JsonNode value = value(field);
        if (value == null) {
            return null;
        }
        boolean inRange = value.isIntegralNumber()
                && value.canConvertToLong()
                && value.longValue() >= 0
                && value.longValue() <= max;
        if (!inRange) {
            refuse(field, "must be an integer from 0 to " + max);
            return null;
        }
        return value.longValue();
    }

    boolean flag(String field) {
        JsonNode value = object.get(field);
        if (value != null && !value.isBoolean()) {
            refuse(field, "must be true or false");
        }
        return value != null && value.asBoolean();
    }

    @Nullable
    Instant time(String field) {
        String text = matching(field, TIME, "a UTC time such as 2026-11-20T22:00:00Z");
        if (text == null) {
            return null;
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            refuse(field, "no such time: " + text);
            return null;
        }
    }

    @Nullable
    Texts texts(String field, int maxLength) {
        return object(field, languages -> languages.readTexts(maxLength));
    }

    <T> @Nullable T object(String field, Function<FieldReader, @Nullable T> reading) {
        JsonNode value = value(field);
        return value == null ? null : readChild(value, field, reading);
    }

    <T> List<@Nullable T> objects(String field, int most, Function<FieldReader, @Nullable T> reading) {
        JsonNode value = object.get(field);
        List<@Nullable T> items = new ArrayList<>();
        if (value == null) {
            return items;
        }
        if (!value.isArray() || value.size() > most) {
            refuse(field, "must be a list of at most " + most);
            return items;
        }
        for (int i = 0; i < value.size(); i++) {
            items.add(readChild(value.get(i), field + "/" + i, reading));
        }
        return items;
    }

    private <T> @Nullable T readChild(JsonNode value, String path, Function<FieldReader, @Nullable T> reading) {
        FieldReader child = new FieldReader(value, pointer + "/" + path, unknownFields, violations);
        return value.isObject() ? reading.apply(child) : null;
    }

    private @Nullable Texts readTexts(int maxLength) {
        if (object.isEmpty() || object.size() > MAX_LANGUAGES) {
            violations.add(new Violation(pointer, "must have 1 to " + MAX_LANGUAGES + " languages"));
            return null;
        }
        Map<String, String> byLanguage = new TreeMap<>();
        for (Iterator<String> tags = object.fieldNames(); tags.hasNext(); ) {
            String tag = tags.next();
            String text = LANGUAGE.matcher(tag).matches() ? string(tag) : refusedTag(tag);
            String fault = text == null ? null : faultIn(text, maxLength);
            if (fault != null) {
                refuse(tag, fault);
            } else if (text != null) {
                byLanguage.put(tag, text);
            }
        }
        return Texts.of(byLanguage);
    }

    private @Nullable String refusedTag(String tag) {
        refuse(tag, "is no BCP 47 language tag");
        return null;
    }

    private static @Nullable String faultIn(String text, int maxLength) {
        if (text.codePointCount(0, text.length()) > maxLength) {
            return "longer than " + maxLength + " characters";
        }
        if (text.codePoints().allMatch(FieldReader::isSpace)) {
            return "is blank";
        }
        if (text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n')) {
            return "holds a control character";
        }
        boolean unpaired =
                text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
        return unpaired ? "holds an unpaired surrogate" : null;
    }

    /** White space as regular expressions in JSON Schema see it, no-break space and byte order mark included. */
    private static boolean isSpace(int codePoint) {
        return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint) || codePoint == 0xFEFF;
    }

    private @Nullable JsonNode value(String field) {
        JsonNode value = object.get(field);
        if (value == null && object.isObject()) {
            refuse(field, "missing");
        }
        return value;
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
