package dev.interlude.publisher.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.interlude.protocol.StateCodec;
import dev.interlude.publisher.state.Reconciler;
import dev.interlude.publisher.target.Change;
import dev.interlude.publisher.target.Plan;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What {@code publish} would do. */
@Command(name = "plan", description = "Shows what publish would change; changes nothing.")
final class PlanCommand extends Verb {

    @Mixin
    private ReconcileOptions options = new ReconcileOptions();

    PlanCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() {
        Workplace workplace = workplace();
        Reconciler.Preview preview = workplace.reconciler(options).preview();
        List<String> warnings = new ArrayList<>(workplace.standingWarnings());
        warnings.addAll(warnings(preview));
        if (common().json) {
            printer().json(tree(preview, warnings));
        } else {
            print(preview, warnings, workplace.configuration().site().defaultLanguage());
        }
        return ExitCodes.DONE;
    }

    private void print(Reconciler.Preview preview, List<String> warnings, String language) {
        Printer printer = printer();
        printer.line(preview.state().app() + ": " + Printer.sentence(preview.state(), language));
        if (preview.hub() == Reconciler.HubView.BEHIND) {
            printer.line("the hub would be told");
        }
        Plan plan = preview.plan();
        if (plan == null) {
            return;
        }
        for (Change change : plan.changes()) {
            String detail = change.detail().isEmpty() ? "" : " (" + change.detail() + ")";
            printer.line("  " + sign(change.kind()) + " " + change.subject() + detail);
        }
        for (String warning : warnings) {
            printer.line("warning: " + warning);
        }
        printer.line(
                plan.changes().isEmpty() ? "nothing to change" : plan.changes().size() + " to change");
    }

    private static String sign(Change.Kind kind) {
        return switch (kind) {
            case CREATE -> "+";
            case UPDATE -> "~";
            case DELETE -> "-";
        };
    }

    private static List<String> warnings(Reconciler.Preview preview) {
        List<String> warnings = new ArrayList<>(preview.warnings());
        Plan plan = preview.plan();
        if (plan != null) {
            warnings.addAll(plan.warnings());
        }
        return warnings;
    }

    private static ObjectNode tree(Reconciler.Preview preview, List<String> warnings) {
        ObjectNode document = Printer.JSON.createObjectNode();
        document.put("hub", Printer.wire(preview.hub()));
        var changes = document.putArray("changes");
        Plan plan = preview.plan();
        if (plan != null) {
            plan.changes()
                    .forEach(change -> changes.addObject()
                            .put("change", Printer.wire(change.kind()))
                            .put("subject", change.subject())
                            .put("detail", change.detail()));
        }
        document.set("warnings", Printer.list(warnings));
        document.set("state", StateCodec.tree(preview.state()));
        return document;
    }
}
