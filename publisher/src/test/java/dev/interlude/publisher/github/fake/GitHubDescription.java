package dev.interlude.publisher.github.fake;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * GitHub's own OpenAPI description, as far as the publisher uses the API: the judge between publisher and fake, neither
 * of which it was written by. See {@code src/test/resources/openapi/extract.mjs} for where it comes from.
 */
final class GitHubDescription {

    /** Not written down for every operation, and answered by all of them. */
    private static final Set<Integer> EVERYWHERE = Set.of(301, 302, 304, 307, 400, 401, 403, 404, 409, 422, 429);

    private static final JsonMapper JSON = new JsonMapper();

    static final GitHubDescription DOT_COM = new GitHubDescription("api.github.com.json");
    static final GitHubDescription ENTERPRISE_SERVER = new GitHubDescription("ghes-3.19.json");

    private final JsonNode document;
    private final List<Operation> operations;
    private final Map<String, JsonSchema> schemas = new ConcurrentHashMap<>();
    private final JsonSchemaFactory factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    private GitHubDescription(String resource) {
        try (InputStream in = GitHubDescription.class.getResourceAsStream("/openapi/" + resource)) {
            document = JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        operations = document.path("operations").properties().stream()
                .map(entry -> Operation.of(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** An answer as GitHub's documentation shows it, to be changed at will. */
    ObjectNode example(String operation, int status) {
        JsonNode example = document.path("operations")
                .path(operation)
                .path("responses")
                .path(Integer.toString(status))
                .path("example");
        if (!example.isObject()) {
            throw new IllegalStateException("no example of " + status + " for " + operation);
        }
        return example.deepCopy();
    }

    /** What is wrong with that request; empty where nothing is. */
    List<String> mistakes(String method, String target, Optional<String> contentType, byte[] body) {
        Optional<Operation> found = operation(method, target);
        if (found.isEmpty()) {
            return List.of(method + " " + target + " is not in GitHub's description");
        }
        Operation operation = found.get();
        Set<String> known = StreamSupport.stream(operation.json().path("query").spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.toSet());
        List<String> mistakes = new ArrayList<>();
        queryNames(target).filter(name -> !known.contains(name)).forEach(name -> mistakes.add("query " + name));
        mistakes.addAll(bodyMistakes(operation, contentType, body));
        return mistakes.stream()
                .map(mistake -> method + " " + target + ": " + mistake)
                .toList();
    }

    /** What is wrong with that answer; empty where nothing is. */
    List<String> mistakes(String method, String target, int status, @Nullable String contentType, byte[] body) {
        Optional<Operation> found = operation(method, target);
        if (found.isEmpty()) {
            return List.of();
        }
        JsonNode response = found.get().json().path("responses").path(Integer.toString(status));
        String what = method + " " + target + " " + status;
        if (response.isMissingNode()) {
            return EVERYWHERE.contains(status) ? List.of() : List.of(what + " is not in GitHub's description");
        }
        if (response.path("schema").isMissingNode()) {
            return status == 204 && body.length > 0 ? List.of(what + ": it has a body") : List.of();
        }
        if (contentType == null || !contentType.startsWith("application/json")) {
            return List.of(what + ": its type is " + contentType);
        }
        return validate(found.get().name() + " " + status, response.path("schema"), body).stream()
                .map(mistake -> what + ": " + mistake)
                .toList();
    }

    private List<String> bodyMistakes(Operation operation, Optional<String> contentType, byte[] body) {
        JsonNode schema = operation.json().path("body");
        if (schema.isMissingNode()) {
            return body.length == 0 ? List.of() : List.of("it takes no body");
        }
        if (body.length == 0) {
            return operation.json().path("bodyRequired").asBoolean() ? List.of("it needs a body") : List.of();
        }
        if (!contentType.orElse("").startsWith("application/json")) {
            return List.of("its content type is " + contentType.orElse("missing"));
        }
        return validate(operation.name(), schema, body);
    }

    private List<String> validate(String key, JsonNode schema, byte[] body) {
        JsonNode json;
        try {
            json = JSON.readTree(body);
        } catch (JacksonException e) {
            return List.of("it is not JSON");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return schemas.computeIfAbsent(key, name -> compiled(schema)).validate(json).stream()
                .map(ValidationMessage::getMessage)
                .sorted()
                .toList();
    }

    private JsonSchema compiled(JsonNode schema) {
        ObjectNode whole = schema.deepCopy();
        whole.set("$defs", document.path("$defs"));
        return factory.getSchema(
                whole,
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());
    }

    private Optional<Operation> operation(String method, String target) {
        String path = target.split("\\?", 2)[0];
        return operations.stream()
                .filter(operation -> operation.method().equals(method)
                        && operation.path().matcher(path).matches())
                .findFirst();
    }

    private static Stream<String> queryNames(String target) {
        String[] parts = target.split("\\?", 2);
        return parts.length == 1
                ? Stream.of()
                : Stream.of(parts[1].split("&"))
                        .map(pair -> URLDecoder.decode(pair.split("=", 2)[0], StandardCharsets.UTF_8));
    }

    /**
     * @param name as in the description, such as {@code GET /repos/{owner}/{repo}/pages}
     * @param path what a request's path, without a query, looks like
     */
    private record Operation(String name, String method, Pattern path, JsonNode json) {

        static Operation of(String name, JsonNode json) {
            String[] parts = name.split(" ", 2);
            // Paths of files and names of refs go over several segments.
            String regex = parts[1].replaceAll("\\{(path|ref)}", ".+").replaceAll("\\{[a-z_]+}", "[^/]+");
            return new Operation(name, parts[0], Pattern.compile(regex), json);
        }
    }
}
