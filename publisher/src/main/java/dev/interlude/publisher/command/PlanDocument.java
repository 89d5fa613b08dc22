package dev.interlude.publisher.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.interlude.protocol.StateCodec;
import dev.interlude.publisher.state.Preview;
import dev.interlude.publisher.target.Plan;
import dev.interlude.publisher.target.PlannedRequest;
import dev.interlude.publisher.target.PlannedRequest.Certainty;
import java.util.List;

/** A plan as JSON: printed by {@code plan --json}, saved by {@code plan --out}. It holds no secret. */
final class PlanDocument {

    /** The version of this form; a saved plan of another one is refused. */
    static final int FORM = 1;

    private PlanDocument() {}

    static ObjectNode of(Preview preview, List<String> warnings) {
        ObjectNode document = Printer.JSON.objectNode();
        document.put("plan", FORM);
        document.set("basis", basis(preview));
        document.put("hub", Printer.wire(preview.hub()));
        document.set("changes", changes(preview));
        ArrayNode fields = document.putArray("stateChanges");
        preview.stateChanges()
                .forEach(change -> fields.addObject()
                        .put("pointer", change.pointer())
                        .put("before", change.before())
                        .put("after", change.after()));
        ArrayNode requests = document.putArray("requests");
        for (PlannedRequest request : preview.requests()) {
            requests.addObject()
                    .put("method", request.method())
                    .put("path", request.path())
                    .put("always", request.certainty() == Certainty.ALWAYS);
        }
        Plan plan = preview.plan();
        document.set("waits", Printer.list(plan == null ? List.of() : plan.waits()));
        document.set("warnings", Printer.list(warnings));
        document.set("state", StateCodec.tree(preview.state()));
        return document;
    }

    /** All that a later publication has to find unchanged. */
    static ObjectNode basis(Preview preview) {
        ObjectNode basis = Printer.JSON.objectNode();
        basis.put("app", preview.state().app());
        basis.put("state", preview.state().version().toString());
        basis.put("hub", preview.hubUrl() == null ? "off" : preview.hubUrl() + " " + Printer.wire(preview.hub()));
        basis.put("target", preview.target());
        Plan plan = preview.plan();
        if (plan != null) {
            plan.basis().forEach(basis::put);
        }
        return basis;
    }

    private static ArrayNode changes(Preview preview) {
        ArrayNode changes = Printer.JSON.arrayNode();
        Plan plan = preview.plan();
        if (plan != null) {
            plan.changes()
                    .forEach(change -> changes.addObject()
                            .put("change", Printer.wire(change.kind()))
                            .put("subject", change.subject())
                            .put("detail", change.detail()));
        }
        return changes;
    }
}
