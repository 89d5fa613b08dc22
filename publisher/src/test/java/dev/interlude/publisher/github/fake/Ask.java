package dev.interlude.publisher.github.fake;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import mockwebserver3.RecordedRequest;
import okio.ByteString;

/** A request as the routes see it. */
record Ask(String method, String path, RecordedRequest wire, FakeToken token) {

    private static final JsonMapper JSON = new JsonMapper();

    Optional<String> query(String name) {
        return Optional.ofNullable(wire.getUrl().queryParameter(name));
    }

    String accept() {
        return Optional.ofNullable(wire.getHeaders().get("Accept")).orElse("*/*");
    }

    int bodySize() {
        return text().getBytes(StandardCharsets.UTF_8).length;
    }

    /** The body, which has to be a JSON object. */
    ObjectNode body() {
        try {
            JsonNode tree = JSON.readTree(text());
            if (tree instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            throw new Refused(400, "Problems parsing JSON");
        }
        throw new Refused(422, "Invalid request. The body is not an object.");
    }

    /** A text that the body must have. */
    String required(String field) {
        JsonNode value = body().path(field);
        if (!value.isTextual()) {
            throw new Refused(422, "Invalid request. \"" + field + "\" wasn't supplied.");
        }
        return value.textValue();
    }

    private String text() {
        ByteString body = wire.getBody();
        return body == null ? "" : body.utf8();
    }
}
