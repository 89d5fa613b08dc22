package dev.interlude.publisher.github;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.interlude.publisher.failure.Failure;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What GitHub answered to one call. */
record Answer(Received received) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int LONGEST_MESSAGE = 400;

    int status() {
        return received.statusCode();
    }

    boolean is(int status) {
        return status() == status;
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(received.header(name)).filter(value -> !value.isBlank());
    }

    byte[] body() {
        return received.body();
    }

    /** The body as JSON; a missing node where it is none. */
    JsonNode json() {
        try {
            JsonNode tree = JSON.readTree(body());
            return tree == null ? MissingNode.getInstance() : tree;
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory cannot fail to be read", e);
        }
    }

    /** The text at that JSON pointer, which every such answer has. */
    String text(String pointer) {
        JsonNode node = json().at(pointer);
        if (!node.isTextual()) {
            throw new Failure(
                    Failure.Kind.UNREACHABLE,
                    "understand the answer to " + inWords(),
                    "it has status " + status() + " and no text at " + pointer,
                    "check that target.github.api-url is the address of a GitHub API");
        }
        return node.textValue();
    }

    /** The time at that JSON pointer; empty where there is none. */
    Optional<Instant> time(String pointer) {
        try {
            return Optional.of(Instant.parse(json().at(pointer).asText("")));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** GitHub's own explanation, on one line and cut to a readable length. */
    String message() {
        JsonNode json = json();
        String details = StreamSupport.stream(json.path("errors").spliterator(), false)
                .map(error -> error.isTextual()
                        ? error.textValue()
                        : error.path("message").asText(""))
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining("; "));
        String text = json.path("message").asText("") + (details.isEmpty() ? "" : " (" + details + ")");
        String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= LONGEST_MESSAGE ? line : line.substring(0, LONGEST_MESSAGE) + "…";
    }

    /** With what kind of token it was asked for. */
    TokenKind asked() {
        return received.asked();
    }

    String inWords() {
        return received.request().method() + " " + received.request().url().getPath();
    }
}
