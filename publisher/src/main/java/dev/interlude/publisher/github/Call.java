package dev.interlude.publisher.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.connector.GitHubConnectorRequest;

/** A request of ours, in the shape that the shared connector takes. */
record Call(
        String method,
        URL url,
        Map<String, String> headers,
        @Nullable String json) implements GitHubConnectorRequest {

    static final String JSON = "application/vnd.github+json";

    /** The newest version that every supported GitHub Enterprise Server knows. */
    private static final String VERSION = "2022-11-28";

    /** A request for JSON; who asks is added on the road. */
    static Call of(String method, URI url, @Nullable JsonNode body) {
        return of(method, url, JSON, body);
    }

    /** @param accept the form of the answer */
    static Call of(String method, URI url, String accept, @Nullable JsonNode body) {
        Map<String, String> headers = new TreeMap<>();
        headers.put("Accept", accept);
        headers.put("X-GitHub-Api-Version", VERSION);
        if (body != null) {
            headers.put("Content-Type", "application/json");
        }
        try {
            return new Call(method, url.toURL(), headers, body == null ? null : body.toString());
        } catch (MalformedURLException e) {
            throw new IllegalStateException("the base was checked to be http or https", e);
        }
    }

    /** The same request, whatever its headers hold. */
    @Override
    public String toString() {
        return method + " " + url;
    }

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
