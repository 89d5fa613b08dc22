package dev.interlude.notifier.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.interlude.protocol.Phase;
import dev.interlude.protocol.Violation;
import java.io.UncheckedIOException;
import java.util.List;

/** The table of refusals (RFC 9457): nothing else decides their status, type or title. */
enum Refusal {
    NOT_JSON(400, "not-json", "The body is not one JSON document"),
    UNAUTHORIZED(401, "unauthorized", "A valid bearer token is needed"),
    SCOPE(403, "scope", "The token is not good for this"),
    LATE(408, "late", "The body did not come in time"),
    ILLEGAL_MOVE(409, "illegal-move", "This is no legal move from the present phase"),
    CHANGED(412, "changed", "The state is not the one that If-Match names"),
    TOO_LARGE(413, "too-large", "The document is longer than 32 KiB"),
    INVALID(422, "invalid", "The document is no state that can be accepted"),
    NO_PRECONDITION(428, "precondition-required", "If-Match is needed: the ETag that was read, or *"),
    TOO_OFTEN(429, "too-often", "This token writes too often"),
    DRAINING(503, "draining", "This hub is about to restart"),
    AWAY(503, "backplane-away", "The store that the hubs share cannot be reached"),
    DISK(507, "disk", "The state could not be written to the disk, and nothing was changed");

    private static final JsonMapper JSON = new JsonMapper();
    private static final String RETRY_AFTER_SECONDS = "10";

    private final int status;
    private final String type;
    private final String title;

    Refusal(int status, String type, String title) {
        this.status = status;
        this.type = "urn:interlude:problem:" + type;
        this.title = title;
    }

    /** @param detail what happened this time and what to do, one sentence */
    Answer saying(String detail) {
        return answer(tree(detail));
    }

    /** The refusal with everything that is wrong with the document. */
    Answer naming(List<Violation> violations) {
        ObjectNode tree =
                tree(violations.size() == 1 ? "One thing is wrong." : violations.size() + " things are wrong.");
        ArrayNode errors = tree.putArray("errors");
        violations.forEach(violation ->
                errors.addObject().put("pointer", violation.pointer()).put("message", violation.message()));
        return answer(tree);
    }

    /** The refusal with the phases that would have been legal. */
    Answer offering(String detail, List<Phase> legal) {
        ObjectNode tree = tree(detail);
        ArrayNode names = tree.putArray("legal");
        legal.forEach(phase -> names.add(phase.wireName()));
        return answer(tree);
    }

    private ObjectNode tree(String detail) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", type)
                .put("title", title)
                .put("status", status)
                .put("detail", detail);
    }

    private Answer answer(ObjectNode tree) {
        Answer answer =
                Answer.of(status, "application/problem+json", bytes(tree)).with("Cache-Control", "no-store");
        return switch (this) {
            case UNAUTHORIZED -> answer.with("WWW-Authenticate", "Bearer realm=\"interlude\"");
            case DRAINING, AWAY -> answer.with("Retry-After", RETRY_AFTER_SECONDS);
            default -> answer;
        };
    }

    private static byte[] bytes(ObjectNode tree) {
        try {
            return JSON.writeValueAsBytes(tree);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
