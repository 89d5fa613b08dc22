package dev.interlude.publisher.site;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.interlude.publisher.failure.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that we say ourselves, in one language; one file of {@code texts/} each.
 *
 * @param language BCP 47
 * @param direction {@code ltr} or {@code rtl}
 * @param page what the page says, by key
 * @param notice what a notice says that the operator gave no words for, by key
 * @param problem title and detail of {@code 503.json}
 */
record PageTexts(
        String language,
        String direction,
        Map<String, String> page,
        Map<String, String> notice,
        Map<String, String> problem) {

    /** The language in which every key exists, and from which a language without one takes it. */
    private static final String COMPLETE = "en";

    /** Stands between the texts in what the page carries for its script, and so in none of them. */
    static final String SEPARATOR = "|";

    private static final int MAX_LENGTH = 500;
    private static final JsonFactory JSON = new JsonFactory();

    /** Every language there is, built in or of the operator's own, sorted by tag. */
    static SortedMap<String, PageTexts> all(UserFiles own) {
        PageTexts english = builtIn(COMPLETE);
        SortedMap<String, PageTexts> languages = new TreeMap<>();
        for (String language : builtInLanguages()) {
            languages.put(language, builtIn(language));
        }
        own.templates().forEach((path, content) -> {
            if (path.startsWith("texts/")) {
                String language = path.substring("texts/".length(), path.length() - ".json".length());
                PageTexts base = languages.getOrDefault(language, english);
                languages.put(language, new Reader(path, english).read(language, content, base));
            }
        });
        return Collections.unmodifiableSortedMap(languages);
    }

    /** The texts in that language, else in a less special form of it ({@code de-AT} finds {@code de}), else English. */
    static PageTexts best(SortedMap<String, PageTexts> languages, String wanted) {
        for (String tag = wanted; !tag.isEmpty(); tag = tag.substring(0, Math.max(0, tag.lastIndexOf('-')))) {
            String range = tag;
            for (Map.Entry<String, PageTexts> candidate : languages.entrySet()) {
                if (candidate.getKey().equalsIgnoreCase(range)) {
                    return candidate.getValue();
                }
            }
        }
        return Objects.requireNonNull(languages.get(COMPLETE));
    }

    static List<String> builtInLanguages() {
        List<String> tags = new ArrayList<>();
        try (JsonParser list = builtInFile("languages")) {
            while (list.nextToken() == JsonToken.VALUE_STRING) {
                tags.add(list.getText());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return tags;
    }

    /** This text of the page with the application's name in it. */
    String page(String key, String app) {
        return Objects.requireNonNull(page.get(key), key).replace("{app}", app);
    }

    private static PageTexts builtIn(String language) {
        String direction = "";
        Map<String, Map<String, String>> groups = new HashMap<>();
        try (JsonParser file = builtInFile(language)) {
            while (file.nextToken() == JsonToken.FIELD_NAME) {
                String name = file.currentName();
                if (file.nextToken() == JsonToken.START_OBJECT) {
                    groups.put(name, strings(file));
                } else {
                    direction = file.getText();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new PageTexts(
                language,
                direction,
                groups.getOrDefault("page", Map.of()),
                groups.getOrDefault("notice", Map.of()),
                groups.getOrDefault("problem", Map.of()));
    }

    /** Within the object or list that the file holds. Read by token: a mapper would take longer to come up than to read. */
    private static JsonParser builtInFile(String name) throws IOException {
        JsonParser parser = JSON.createParser(Resources.bytes(Resources.SITE + "texts/" + name + ".json"));
        parser.nextToken();
        return parser;
    }

    private static Map<String, String> strings(JsonParser group) throws IOException {
        SortedMap<String, String> strings = new TreeMap<>();
        while (group.nextToken() == JsonToken.FIELD_NAME) {
            strings.put(group.currentName(), group.nextTextValue());
        }
        return Collections.unmodifiableSortedMap(strings);
    }

    /** Reads an operator's file strictly: a misspelt key would otherwise be a text that nobody ever sees. */
    private record Reader(String path, PageTexts complete) {

        PageTexts read(String language, byte[] content, PageTexts base) {
            JsonNode file;
            try {
                file = new JsonMapper().readTree(content);
            } catch (JsonProcessingException e) {
                throw refused("line " + e.getLocation().getLineNr() + ": " + e.getOriginalMessage());
            } catch (IOException e) {
                throw refused(String.valueOf(e.getMessage()));
            }
            if (!language.matches("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")) {
                throw refused("its name is no BCP 47 language tag");
            }
            if (!file.isObject()) {
                throw refused("it holds no JSON object");
            }
            file.fieldNames().forEachRemaining(name -> {
                if (!List.of("direction", "page", "notice", "problem").contains(name)) {
                    throw refused("there is no \"" + name + "\" in texts");
                }
            });
            String direction = file.path("direction").asText(base.direction());
            if (!direction.equals("ltr") && !direction.equals("rtl")) {
                throw refused("direction is \"ltr\" or \"rtl\"");
            }
            return new PageTexts(
                    language,
                    direction,
                    merged("page", file, base.page(), complete.page()),
                    merged("notice", file, base.notice(), complete.notice()),
                    merged("problem", file, base.problem(), complete.problem()));
        }

        private Map<String, String> merged(
                String group, JsonNode file, Map<String, String> base, Map<String, String> known) {
            SortedMap<String, String> merged = new TreeMap<>(known);
            merged.putAll(base);
            file.path(group).properties().forEach(field -> {
                JsonNode text = field.getValue();
                if (!known.containsKey(field.getKey())) {
                    throw refused("there is no text \"" + group + "." + field.getKey() + "\"");
                }
                if (!text.isTextual()
                        || text.asText().isBlank()
                        || text.asText().length() > MAX_LENGTH) {
                    throw refused(
                            "\"" + group + "." + field.getKey() + "\" is a text of 1 to " + MAX_LENGTH + " characters");
                }
                if (text.asText().contains(SEPARATOR)) {
                    throw refused("\"" + group + "." + field.getKey() + "\" holds \"" + SEPARATOR
                            + "\", which stands between the texts in the page");
                }
                merged.put(field.getKey(), text.asText());
            });
            return Collections.unmodifiableSortedMap(merged);
        }

        private Failure refused(String happened) {
            return new Failure(
                    Failure.Kind.CONFIGURATION,
                    "read " + path + " from site.templates",
                    happened,
                    "compare it with the built-in texts/en.json; a key that is left out is taken from there");
        }
    }
}
