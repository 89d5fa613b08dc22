package dev.interlude.publisher.command;

import dev.interlude.publisher.state.FieldChange;
import dev.interlude.publisher.state.Preview;
import dev.interlude.publisher.target.Change;
import dev.interlude.publisher.target.Plan;
import dev.interlude.publisher.target.PlannedRequest;
import dev.interlude.publisher.target.PlannedRequest.Certainty;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A plan as text: what holds, what changes, what is sent. */
final class PlanText {

    private static final String STATE_FILE = "state.json";

    private final Printer printer;
    private final String language;

    PlanText(Printer printer, String language) {
        this.printer = printer;
        this.language = language;
    }

    /** @param saved the file that the plan was saved in; null where it was not */
    void print(Preview preview, List<String> warnings, @Nullable Path saved) {
        printer.line(preview.state().app() + ": " + Printer.sentence(preview.state(), language));
        if (preview.hub() == Preview.HubView.BEHIND) {
            printer.line(
                    "~ hub " + preview.hubUrl() + " (is told " + preview.state().version() + ")");
        }
        Plan plan = preview.plan();
        List<Change> changes = plan == null ? List.of() : plan.changes();
        if (!changes.isEmpty()) {
            printer.line(preview.target());
            changes.forEach(change -> print(change, preview.stateChanges()));
        }
        printer.line(summary(preview, changes));
        printRequests(preview, plan);
        warnings.forEach(warning -> printer.line("warning: " + warning));
        if (saved != null) {
            printer.line("saved; to do exactly this: publisher publish --plan " + saved);
        }
    }

    private void print(Change change, List<FieldChange> fields) {
        String detail = change.detail().isEmpty() ? "" : " (" + change.detail() + ")";
        printer.line("  " + sign(change.kind()) + " " + change.subject() + detail);
        if (change.kind() == Change.Kind.UPDATE && change.subject().equals(STATE_FILE)) {
            fields.forEach(field -> printer.line("      " + inWords(field)));
        }
    }

    private static String inWords(FieldChange field) {
        String name = field.pointer().substring(1).replace('/', '.');
        if (field.before().isEmpty()) {
            return "+ " + name + ": " + field.after();
        } else if (field.after().isEmpty()) {
            return "- " + name + ": " + field.before();
        }
        return "~ " + name + ": " + field.before() + " -> " + field.after();
    }

    private static String summary(Preview preview, List<Change> changes) {
        if (preview.isNothing()) {
            return "nothing to change";
        }
        long created = count(changes, Change.Kind.CREATE);
        long updated = count(changes, Change.Kind.UPDATE) + (preview.hub() == Preview.HubView.BEHIND ? 1 : 0);
        return created + " to create, " + updated + " to change, " + count(changes, Change.Kind.DELETE) + " to delete";
    }

    private static long count(List<Change> changes, Change.Kind kind) {
        return changes.stream().filter(change -> change.kind() == kind).count();
    }

    private void printRequests(Preview preview, @Nullable Plan plan) {
        List<PlannedRequest> requests = preview.requests();
        if (requests.isEmpty()) {
            return;
        }
        long writes = requests.stream().filter(request -> !request.isRead()).count();
        printer.line("publish makes " + (requests.size() == 1 ? "1 request" : requests.size() + " requests") + ", "
                + writes + " of them writing:");
        int number = 0;
        for (PlannedRequest request : requests) {
            String unless = request.certainty() == Certainty.ALWAYS ? "" : "  (unless GitHub has done it by then)";
            printer.line(
                    String.format(Locale.ROOT, "%4d  %-5s %s", ++number, request.method(), request.path()) + unless);
        }
        List<String> waits = plan == null ? List.of() : plan.waits();
        waits.forEach(wait -> printer.line("then " + wait));
    }

    private static String sign(Change.Kind kind) {
        return switch (kind) {
            case CREATE -> "+";
            case UPDATE -> "~";
            case DELETE -> "-";
        };
    }
}
