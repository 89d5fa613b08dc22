package dev.interlude.protocol;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Instant;

/** A state as a JSON tree. Fields stand in the order of the schema; what is absent or default is left out. */
final class StateTree {

    private StateTree() {}

    static ObjectNode of(MaintenanceState state) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.put("schema", 1);
        tree.put("app", state.app());
        tree.put("epoch", state.version().epoch());
        tree.put("revision", state.version().revision());
        tree.put("updatedAt", state.updatedAt().toString());
        tree.put("phase", state.phase().wireName());
        Notice notice = state.notice();
        if (notice != null) {
            tree.set("notice", of(notice));
        }
        return tree;
    }

    private static ObjectNode of(Notice notice) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.put("id", notice.id());
        tree.put("startsAt", notice.startsAt().toString());
        Instant endsAt = notice.endsAt();
        if (endsAt != null) {
            tree.put("endsAt", endsAt.toString());
        }
        if (notice.autoStart()) {
            tree.put("autoStart", true);
        }
        if (notice.autoEnd()) {
            tree.put("autoEnd", true);
        }
        tree.set("title", of(notice.title()));
        if (!notice.body().isEmpty()) {
            tree.set("body", of(notice.body()));
        }
        if (!notice.updates().isEmpty()) {
            for (NoticeUpdate update : notice.updates()) {
                ObjectNode entry = tree.withArray("/updates").addObject();
                entry.put("at", update.at().toString());
                entry.set("text", of(update.text()));
            }
        }
        URI url = notice.url();
        if (url != null) {
            tree.put("url", url.toString());
        }
        return tree;
    }

    private static ObjectNode of(Texts texts) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        texts.byLanguage().forEach(tree::put);
        return tree;
    }
}
