package dev.interlude.notifier.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The browser client, for pages that take it from their hub: under its own version for ever the same bytes, under the name of
 * its protocol version whatever this hub carries.
 */
public final class ClientBundle {

    private static final String FOLDER = "/dev/interlude/client/";
    private static final String FILE = "/interlude.min.js";
    private static final String ROLLING = "v1";

    private final String version;
    private final String integrity;
    private final byte[] script;

    private ClientBundle(String version, String integrity, byte[] script) {
        this.version = version;
        this.integrity = integrity;
        this.script = script;
    }

    /** The bundle in this jar; empty where it was built without one. */
    public static Optional<ClientBundle> onClassPath() {
        byte[] script = resource(FOLDER + "interlude.min.js");
        byte[] about = resource(FOLDER + "client.json");
        if (script == null || about == null) {
            return Optional.empty();
        }
        try {
            JsonNode tree = new JsonMapper().readTree(about);
            return Optional.of(new ClientBundle(
                    tree.required("version").asText(),
                    tree.required("integrity").asText(),
                    script));
        } catch (IOException e) {
            throw new UncheckedIOException("client.json cannot be read", e);
        }
    }

    /** The path of the immutable name. */
    public String path() {
        return "/client/" + version + FILE;
    }

    /** The hash for the {@code integrity} attribute of a script element. */
    public String integrity() {
        return integrity;
    }

    /** @param ifNoneMatch the header; null where there is none */
    Optional<Answer> at(String path, @Nullable String ifNoneMatch) {
        if (path.equals(path())) {
            return Optional.of(answer(ifNoneMatch, "public, max-age=31536000, immutable"));
        }
        return path.equals("/client/" + ROLLING + FILE)
                ? Optional.of(answer(ifNoneMatch, "public, max-age=300"))
                : Optional.empty();
    }

    private Answer answer(@Nullable String ifNoneMatch, String cacheControl) {
        String tag = '"' + integrity + '"';
        boolean known = ifNoneMatch != null && ifNoneMatch.contains(tag);
        Answer answer = known ? Answer.bare(304) : Answer.of(200, "text/javascript; charset=utf-8", script);
        // Scripts with an integrity attribute are fetched with CORS.
        return answer.with("ETag", tag).with("Cache-Control", cacheControl).with("Access-Control-Allow-Origin", "*");
    }

    private static byte @Nullable [] resource(String name) {
        try (InputStream in = ClientBundle.class.getResourceAsStream(name)) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
