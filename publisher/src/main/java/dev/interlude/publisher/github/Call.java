package dev.interlude.publisher.github;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.connector.GitHubConnectorRequest;

/** A request of ours, in the shape that the shared connector takes. */
record Call(
        String method,
        URL url,
        Map<String, String> headers,
        @Nullable String json) implements GitHubConnectorRequest {

    @Override
    public Map<String, List<String>> allHeaders() {
        return headers.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> List.of(entry.getValue())));
    }

    @Override
    public @Nullable String header(String name) {
        return headers.entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    @Override
    public @Nullable String contentType() {
        return header("Content-Type");
    }

    @Override
    public @Nullable InputStream body() {
        return json == null ? null : new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean hasBody() {
        return json != null;
    }
}
