package dev.interlude.publisher.site.feed;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.interlude.protocol.JsonText;
import dev.interlude.protocol.MaintenanceState;
import dev.interlude.protocol.Notice;
import dev.interlude.protocol.Phase;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * The state in the shapes of Statuspage's API, version 2, which widgets, bots and aggregators read. The app is one
 * component; the notice is a scheduled maintenance, whose end is null where nobody knows it.
 */
final class StatuspageFeed {

    private static final String IMPACT = "maintenance";

    /** With milliseconds, as there; some readers expect nothing else. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final MaintenanceState state;
    private final FeedSettings settings;

    StatuspageFeed(MaintenanceState state, FeedSettings settings) {
        this.state = state;
        this.settings = settings;
    }

    byte[] status() {
        ObjectNode document = document();
        document.set("status", indicator());
        return bytes(document);
    }

    byte[] summary() {
        ObjectNode document = document();
        document.putArray("components").add(component());
        document.putArray("incidents");
        ArrayNode maintenances = document.putArray("scheduled_maintenances");
        Notice notice = state.notice();
        if (notice != null && state.phase() != Phase.COMPLETED) {
            maintenances.add(maintenance(notice));
        }
        document.set("status", indicator());
        return bytes(document);
    }

    byte[] scheduledMaintenances() {
        ObjectNode document = document();
        ArrayNode maintenances = document.putArray("scheduled_maintenances");
        Notice notice = state.notice();
        if (notice != null) {
            maintenances.add(maintenance(notice));
        }
        return bytes(document);
    }

    private ObjectNode document() {
        URI page = settings.page();
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.putObject("page")
                .put("id", state.app())
                .put("name", settings.title())
                .put("url", page == null ? "" : page.toString())
                .put("time_zone", "Etc/UTC")
                .put("updated_at", time(state.updatedAt()));
        return document;
    }

    private ObjectNode indicator() {
        boolean running = state.phase() == Phase.IN_PROGRESS;
        return JsonNodeFactory.instance
                .objectNode()
                .put("indicator", running ? IMPACT : "none")
                .put("description", running ? "Service Under Maintenance" : "All Systems Operational");
    }

    private ObjectNode component() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", state.app())
                .put("name", settings.title())
                .put("status", state.phase() == Phase.IN_PROGRESS ? "under_maintenance" : "operational")
                .put("created_at", time(Instant.EPOCH))
                .put("updated_at", time(state.updatedAt()))
                .put("position", 1)
                .putNull("description")
                .put("showcase", false)
                .putNull("start_date")
                .putNull("group_id")
                .put("page_id", state.app())
                .put("group", false)
                .put("only_show_if_degraded", false);
    }

    private ObjectNode maintenance(Notice notice) {
        boolean over = state.phase() == Phase.COMPLETED;
        boolean begun = state.phase() != Phase.SCHEDULED;
        URI link = settings.link(notice);
        ObjectNode maintenance = JsonNodeFactory.instance.objectNode();
        maintenance
                .put("id", notice.id())
                .put("name", settings.text(notice.title()))
                .put("status", state.phase().wireName())
                .put("created_at", time(createdAt(notice)))
                .put("updated_at", time(state.updatedAt()))
                .putNull("monitoring_at")
                .put("resolved_at", over ? time(state.updatedAt()) : null)
                .put("impact", IMPACT)
                .put("shortlink", link == null ? "" : link.toString())
                .put("started_at", begun ? time(notice.startsAt()) : null)
                .put("page_id", state.app());
        maintenance.set("incident_updates", updates(notice));
        maintenance.putArray("components").add(component());
        Instant endsAt = notice.endsAt();
        return maintenance
                .put("scheduled_for", time(notice.startsAt()))
                .put("scheduled_until", endsAt == null ? null : time(endsAt));
    }

    /** Newest first; the notice's own words are the first of all. */
    private ArrayNode updates(Notice notice) {
        ArrayNode updates = JsonNodeFactory.instance.arrayNode();
        for (TimelineEntry entry : TimelineEntry.newestFirst(state, notice)) {
            boolean before = entry.at().isBefore(notice.startsAt());
            updates.add(update(notice, entry.id(), before, entry.at(), settings.text(entry.text())));
        }
        String words = settings.text(notice.body().isEmpty() ? notice.title() : notice.body());
        Instant createdAt = createdAt(notice);
        boolean before = createdAt.isBefore(notice.startsAt());
        return updates.add(update(notice, FeedSettings.identity(state, notice), before, createdAt, words));
    }

    private static ObjectNode update(Notice notice, String id, boolean beforeStart, Instant at, String body) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("status", (beforeStart ? Phase.SCHEDULED : Phase.IN_PROGRESS).wireName())
                .put("body", body)
                .put("incident_id", notice.id())
                .put("created_at", time(at))
                .put("updated_at", time(at))
                .put("display_at", time(at))
                .putNull("affected_components")
                .put("deliver_notifications", false)
                .putNull("custom_tweet")
                .putNull("tweet_id");
    }

    /** The earliest time that the state still knows of it. */
    private Instant createdAt(Notice notice) {
        List<TimelineEntry> timeline = TimelineEntry.newestFirst(state, notice);
        Instant first = timeline.isEmpty()
                ? state.updatedAt()
                : timeline.get(timeline.size() - 1).at();
        return first.isBefore(state.updatedAt()) ? first : state.updatedAt();
    }

    private static String time(Instant at) {
        return TIME.format(at);
    }

    private static byte[] bytes(ObjectNode document) {
        return (JsonText.indented(document) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
