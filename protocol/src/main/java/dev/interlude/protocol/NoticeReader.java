package dev.interlude.protocol;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a notice from its JSON object. What is wrong is reported to the fields; the result is then null. */
final class NoticeReader {

    private static final int MAX_TITLE = 120;
    private static final int MAX_BODY = 1000;
    private static final int MAX_UPDATE = 500;
    private static final int MAX_URL = 2000;

    private static final String ID = "[A-Za-z0-9._-]{1,64}";
    private static final String REST = "(?:[A-Za-z0-9._~:/?@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*";
    private static final String URL = "(?:https://[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?"
            + "|https?://(?:localhost|127\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}|\\[::1\\]))"
            + "(?::[0-9]{1,5})?(?:[/?]" + REST + ")?(?:#" + REST + ")?";

    private final FieldReader fields;

    NoticeReader(FieldReader fields) {
        this.fields = fields;
    }

    @Nullable
    Notice read(@Nullable Phase phase) {
        fields.onlyKnows(
                List.of("id", "startsAt", "endsAt", "autoStart", "autoEnd", "title", "body", "updates", "url"));
        String id = fields.matching("id", ID, "letters, digits, dot, underscore and hyphen, 1 to 64 characters");
        Instant startsAt = fields.time("startsAt");
        Instant endsAt = fields.has("endsAt") ? fields.time("endsAt") : null;
        boolean autoStart = fields.flag("autoStart");
        boolean autoEnd = fields.flag("autoEnd");
        checkWindow(phase, startsAt, endsAt, autoEnd);
        Texts title = fields.texts("title", MAX_TITLE);
        Texts body = fields.has("body") ? fields.texts("body", MAX_BODY) : Texts.NONE;
        List<NoticeUpdate> updates = readUpdates();
        URI url = readUrl();
        if (!fields.violations().isEmpty() || id == null || startsAt == null || title == null || body == null) {
            return null;
        }
        return new Notice(id, startsAt, endsAt, autoStart, autoEnd, title, body, updates, url);
    }

    private void checkWindow(
            @Nullable Phase phase, @Nullable Instant startsAt, @Nullable Instant endsAt, boolean autoEnd) {
        if (!fields.has("endsAt")) {
            if (phase == Phase.SCHEDULED) {
                fields.refuse("endsAt", "missing; a scheduled window has an end");
            } else if (autoEnd) {
                fields.refuse("endsAt", "missing; autoEnd needs it");
            }
        } else if (startsAt != null && endsAt != null) {
            if (!endsAt.isAfter(startsAt)) {
                fields.refuse("endsAt", "is not after startsAt");
            } else if (endsAt.isAfter(startsAt.plus(Notice.LONGEST_WINDOW))) {
                fields.refuse("endsAt", "is more than 30 days after startsAt");
            }
        }
    }

    private List<NoticeUpdate> readUpdates() {
        List<NoticeUpdate> updates = new ArrayList<>();
        for (@Nullable NoticeUpdate update : fields.objects("updates", Notice.MOST_UPDATES, NoticeReader::readUpdate)) {
            if (update != null) {
                updates.add(update);
            }
        }
        return updates;
    }

    private static @Nullable NoticeUpdate readUpdate(FieldReader entry) {
        entry.onlyKnows(List.of("at", "text"));
        Instant at = entry.time("at");
        Texts text = entry.texts("text", MAX_UPDATE);
        return at == null || text == null ? null : new NoticeUpdate(at, text);
    }

    private @Nullable URI readUrl() {
        if (!fields.has("url")) {
            return null;
        }
        String url = fields.matching("url", URL, "an https address (http on a loopback address) without a user name");
        if (url != null && url.length() > MAX_URL) {
            fields.refuse("url", "longer than " + MAX_URL + " characters");
            return null;
        }
        return url == null ? null : URI.create(url);
    }
}
