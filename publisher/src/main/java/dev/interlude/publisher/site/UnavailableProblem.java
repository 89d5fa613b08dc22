package dev.interlude.publisher.site;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.interlude.protocol.MaintenanceState;
import dev.interlude.protocol.Notice;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;

/** What machines get in place of the page: problem details (RFC 9457), to be served with status 503. */
final class UnavailableProblem {

    /** The same wherever the document is served, so that clients can compare it. */
    static final String TYPE = "tag:interlude.dev,2026:maintenance";

    /** Seconds, as in the {@code Retry-After} that belongs to it. */
    static final int RETRY_AFTER = 300;

    private static final JsonMapper JSON = new JsonMapper();

    private UnavailableProblem() {}

    static byte[] document(SiteSettings settings, MaintenanceState state, PageTexts texts) {
        ObjectNode problem = JsonNodeFactory.instance.objectNode();
        problem.put("type", TYPE);
        problem.put("title", Objects.requireNonNull(texts.problem().get("title")));
        problem.put("status", 503);
        problem.put("detail", Objects.requireNonNull(texts.problem().get("detail")));
        problem.put("app", settings.app());
        problem.put("retryAfter", RETRY_AFTER);
        URI page = settings.url();
        if (page != null) {
            problem.put("page", page.toString());
        }
        Notice notice = state.notice();
        Instant endsAt = notice == null ? null : notice.endsAt();
        if (endsAt != null) {
            problem.put("endsAt", endsAt.toString());
        }
        try {
            String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(problem);
            return (text.replace(System.lineSeparator(), "\n") + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
