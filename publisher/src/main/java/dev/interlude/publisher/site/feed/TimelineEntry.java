package dev.interlude.publisher.site.feed;

import dev.interlude.protocol.MaintenanceState;
import dev.interlude.protocol.Notice;
import dev.interlude.protocol.NoticeUpdate;
import dev.interlude.protocol.Texts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One update with a name that it keeps, even when older ones give way: by its time, not by its place.
 *
 * @param id unique among all that the app ever publishes
 * @param at when it was written
 * @param text what it says
 */
record TimelineEntry(String id, Instant at, Texts text) {

    static List<TimelineEntry> newestFirst(MaintenanceState state, Notice notice) {
        List<TimelineEntry> entries = new ArrayList<>();
        Map<Instant, Integer> seen = new HashMap<>();
        for (NoticeUpdate update : notice.updates()) {
            int nth = seen.merge(update.at(), 1, Integer::sum);
            String name =
                    FeedSettings.identity(state, notice) + ":" + update.at().toEpochMilli();
            entries.add(0, new TimelineEntry(nth == 1 ? name : name + "." + nth, update.at(), update.text()));
        }
        return entries;
    }
}
