package dev.interlude.publisher.site;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.interlude.protocol.JsonText;
import dev.interlude.protocol.MaintenanceState;
import dev.interlude.protocol.Notice;
import dev.interlude.publisher.site.EdgeWords.Source;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;

/**
 * What machines get in place of the page: problem details (RFC 9457), to be served with status 503. The title is that
 * of the type; what the operator says is the member {@code notice}, and the detail.
 */
final class UnavailableProblem {

    /** The same wherever the document is served, so that clients can compare it. */
    static final String TYPE = "tag:interlude.dev,2026:maintenance";

    /** Seconds, as in the {@code Retry-After} that belongs to it. */
    static final int RETRY_AFTER = 300;

    private UnavailableProblem() {}

    /** The document for people to read, too. */
    static String indented(SiteSettings settings, MaintenanceState state, PageTexts texts) {
        return JsonText.indented(of(settings, state, texts, EdgeWords.of(settings, state, texts))) + "\n";
    }

    /** The document in as few bytes as it takes. */
    static String compact(SiteSettings settings, MaintenanceState state, PageTexts texts, EdgeWords words) {
        return JsonText.compact(of(settings, state, texts, words));
    }

    private static ObjectNode of(SiteSettings settings, MaintenanceState state, PageTexts texts, EdgeWords words) {
        boolean told = words.source() == Source.NOTICE;
        String general = Objects.requireNonNull(texts.problem().get("detail"));
        ObjectNode problem = JsonNodeFactory.instance.objectNode();
        problem.put("type", TYPE);
        problem.put("title", Objects.requireNonNull(texts.problem().get("title")));
        problem.put("status", 503);
        problem.put("detail", told && !words.body().isEmpty() ? words.body() : general);
        problem.put("app", settings.app());
        problem.put("retryAfter", RETRY_AFTER);
        URI page = settings.url();
        if (page != null) {
            problem.put("page", page.toString());
        }
        Notice notice = state.notice();
        if (told && notice != null) {
            problem.put("notice", words.title());
            problem.put("startsAt", notice.startsAt().toString());
            Instant endsAt = notice.endsAt();
            if (endsAt != null) {
                problem.put("endsAt", endsAt.toString());
            }
        }
        return problem;
    }
}
