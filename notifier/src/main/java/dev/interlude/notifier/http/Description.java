package dev.interlude.notifier.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/** The hub's own description of its HTTP interface (OpenAPI 3.1). */
final class Description {

    private static final String RESOURCE = "/dev/interlude/notifier/openapi.json";

    private Description() {}

    static Optional<Answer> onClassPath() {
        try (InputStream in = Description.class.getResourceAsStream(RESOURCE)) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(Answer.of(200, "application/json", in.readAllBytes())
                            .with("Cache-Control", "no-cache")
                            .with("Access-Control-Allow-Origin", "*"));
        } catch (IOException e) {
            throw new UncheckedIOException("openapi.json cannot be read", e);
        }
    }
}
