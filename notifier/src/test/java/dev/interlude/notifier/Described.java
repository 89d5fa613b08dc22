package dev.interlude.notifier;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.interlude.protocol.StateSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The hub's OpenAPI description, and what an answer has to do with it. */
final class Described {

    static final Described BY_THE_HUB = new Described();

    private static final String PLACE = "https://hub.example.com";
    private static final Set<String> METHODS =
            Set.of("get", "head", "put", "post", "delete", "options", "patch", "trace");

    /** What is refused before anything is known of the path. */
    private static final Set<Integer> STRICT = Set.of(400, 408, 431, 501, 505);

    /** About the connection and the body, and the same for every answer. */
    private static final Set<String> AMBIENT = Set.of(
            "date", "connection", "content-length", "content-type", "transfer-encoding", "x-content-type-options");

    private final JsonNode document;
    private final JsonSchemaFactory factory = JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V202012,
            builder -> builder.schemaLoaders(loaders -> loaders.schemas(Map.of(
                    PLACE + "/" + StateSchema.PATH, new String(StateSchema.document(), StandardCharsets.UTF_8)))));

    private Described() {
        try (InputStream in = Described.class.getResourceAsStream("/dev/interlude/notifier/openapi.json")) {
            document = Fixtures.JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode document() {
        return document;
    }

    /** Every answer that can be expected, as in {@code GET /metrics 200}. */
    Set<String> answers() {
        Set<String> answers = new TreeSet<>();
        for (String operation : operations()) {
            String[] parts = operation.split(" ", 2);
            document.at(pointer("paths", parts[1], parts[0].toLowerCase(Locale.ROOT), "responses"))
                    .fieldNames()
                    .forEachRemaining(status -> answers.add(operation + " " + status));
        }
        return answers;
    }

    /** Every operation, as in {@code GET /metrics}. */
    Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        document.get("paths")
                .properties()
                .forEach(path ->
                        methods(path.getValue()).forEach(method -> operations.add(method + " " + path.getKey())));
        return operations;
    }

    /** The answer in the words of {@link #answers}; what was asked for where that is not described. */
    String answer(Exchange exchange) {
        String path = path(exchange).map(Map.Entry::getKey).orElse(exchange.path());
        return exchange.method() + " " + path + " " + exchange.status();
    }

    /** Everything in which the answer is not as it is described; empty where nothing is. */
    List<String> mistakes(Exchange exchange) {
        Optional<Map.Entry<String, JsonNode>> path = path(exchange);
        if (path.isEmpty()) {
            return refusal(exchange, 404, Set.of());
        }
        Set<String> methods = methods(path.get().getValue());
        if (!methods.contains(exchange.method())) {
            return refusal(exchange, 405, methods);
        }
        JsonNode operation = path.get().getValue().get(exchange.method().toLowerCase(Locale.ROOT));
        JsonNode response = resolved(operation.path("responses").path(Integer.toString(exchange.status())));
        if (response.isMissingNode()) {
            return List.of("the status is not described");
        }
        List<String> mistakes = new ArrayList<>();
        boolean isBare = exchange.body().isEmpty();
        if (!isBare || !response.path("x-may-be-bare").asBoolean()) {
            mistakes.addAll(bodyMistakes(exchange, response.path("content")));
        }
        mistakes.addAll(headerMistakes(exchange, response.path("headers")));
        return mistakes;
    }

    /** What is wrong with a value, by a schema of the document; empty where nothing is. */
    List<String> mistakes(String nameOfSchema, JsonNode value) {
        return mistakes(document.at(pointer("components", "schemas", nameOfSchema)), value);
    }

    private static List<String> refusal(Exchange exchange, int expected, Set<String> allowed) {
        List<String> mistakes = new ArrayList<>();
        if (exchange.status() != expected && !STRICT.contains(exchange.status())) {
            mistakes.add("is not described, and not answered " + expected);
        }
        if (!exchange.body().isEmpty()) {
            mistakes.add("is not described, and has a body");
        }
        String allow = exchange.headers().get("allow");
        if (exchange.status() == 405
                && (allow == null || !Set.of(allow.split(", ", -1)).equals(allowed))) {
            mistakes.add("allows " + allow + " and not " + allowed);
        }
        return mistakes;
    }

    private List<String> headerMistakes(Exchange exchange, JsonNode described) {
        List<String> mistakes = new ArrayList<>();
        Set<String> known = new TreeSet<>(AMBIENT);
        for (Map.Entry<String, JsonNode> header : described.properties()) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            JsonNode rules = resolved(header.getValue());
            String value = exchange.headers().get(name);
            known.add(name);
            if (value != null) {
                mistakes(rules.get("schema"), TextNode.valueOf(value)).forEach(each -> mistakes.add(name + each));
            } else if (rules.path("required").asBoolean()) {
                mistakes.add(name + " is missing");
            }
        }
        exchange.headers().keySet().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> mistakes.add(name + " is not described"));
        return mistakes;
    }

    private List<String> bodyMistakes(Exchange exchange, JsonNode content) {
        if (content.isMissingNode()) {
            return exchange.body().isEmpty() ? List.of() : List.of("a body is not described");
        }
        String type = exchange.headers().getOrDefault("content-type", "none").split(";", 2)[0];
        JsonNode schema = content.path(type).path("schema");
        if (schema.isMissingNode()) {
            return List.of("the type " + type + " is not described");
        }
        boolean isEndless = type.equals("text/event-stream");
        if (exchange.method().equals("HEAD") || isEndless) {
            return exchange.body().isEmpty() || isEndless ? List.of() : List.of("HEAD has a body");
        }
        try {
            boolean isJson = type.endsWith("json");
            return mistakes(
                    schema, isJson ? Fixtures.JSON.readTree(exchange.body()) : TextNode.valueOf(exchange.body()));
        } catch (JsonProcessingException e) {
            return List.of("the body is not JSON");
        }
    }

    private List<String> mistakes(JsonNode schema, JsonNode value) {
        ObjectNode whole = schema.deepCopy();
        // What it refers to as #/components/….
        whole.set("components", document.get("components"));
        return factory
                .getSchema(
                        SchemaLocation.of(PLACE + "/openapi.json"),
                        whole,
                        SchemaValidatorsConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build())
                .validate(value)
                .stream()
                .map(ValidationMessage::getMessage)
                .sorted()
                .toList();
    }

    private Optional<Map.Entry<String, JsonNode>> path(Exchange exchange) {
        String path = exchange.path().split("\\?", 2)[0];
        return document.get("paths").properties().stream()
                .filter(item -> matches(item.getKey(), item.getValue(), path))
                .findFirst();
    }

    /** Whether a path has the form of the template, and its variable part the form of the parameter. */
    private boolean matches(String template, JsonNode item, String path) {
        Matcher matcher =
                Pattern.compile(template.replaceAll("\\{[a-z]+}", "([^/]+)")).matcher(path);
        if (!matcher.matches()) {
            return false;
        }
        return matcher.groupCount() == 0
                || mistakes(resolved(item.at("/parameters/0")).get("schema"), TextNode.valueOf(matcher.group(1)))
                        .isEmpty();
    }

    private static Set<String> methods(JsonNode item) {
        return item.properties().stream()
                .map(Map.Entry::getKey)
                .filter(METHODS::contains)
                .map(method -> method.toUpperCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").textValue().substring(1)) : node;
    }

    private static String pointer(String... names) {
        return List.of(names).stream()
                .map(name -> "/" + name.replace("~", "~0").replace("/", "~1"))
                .collect(Collectors.joining());
    }
}
