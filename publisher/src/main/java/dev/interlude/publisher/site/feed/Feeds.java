package dev.interlude.publisher.site.feed;

import dev.interlude.protocol.MaintenanceState;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Every feed of a state. All times come from the state, so that the same state always gives the same bytes. */
public final class Feeds {

    private Feeds() {}

    /** Paths in the site to content. */
    public static Map<String, byte[]> of(MaintenanceState state, FeedSettings settings) {
        StatuspageFeed statuspage = new StatuspageFeed(state, settings);
        SortedMap<String, byte[]> files = new TreeMap<>();
        files.put("api/v2/status.json", statuspage.status());
        files.put("api/v2/summary.json", statuspage.summary());
        files.put("api/v2/scheduled-maintenances.json", statuspage.scheduledMaintenances());
        files.put("calendar.ics", new CalendarFeed(state, settings).document());
        files.put("feed.xml", new AtomFeed(state, settings).document());
        return files;
    }
}
