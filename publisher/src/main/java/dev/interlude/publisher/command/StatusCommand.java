package dev.interlude.publisher.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.interlude.protocol.MaintenanceState;
import dev.interlude.protocol.StateCodec;
import dev.interlude.protocol.View;
import dev.interlude.publisher.state.Survey;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What holds, and whether all places agree. */
@Command(
        name = "status",
        description = "Shows the state, where it was read, and whether all places agree.",
        exitCodeListHeading = "%nWith --exit-code:%n",
        exitCodeList = {"0:operational or completed", "10:scheduled", "11:in progress", "12:the places disagree"})
final class StatusCommand extends Verb {

    private static final Duration PAUSE = Duration.ofSeconds(5);

    @Mixin
    private ReconcileOptions options = new ReconcileOptions();

    @Option(
            names = "--watch",
            description =
                    "Look again every 5 seconds and print what has changed, until Ctrl-C; with --json one document a line.")
    private boolean watch;

    @Option(names = "--exit-code", description = "Tell the phase by the exit code.")
    private boolean exitCode;

    StatusCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() {
        Workplace workplace = workplace();
        workplace.standingWarnings().forEach(workplace.progress()::warning);
        Survey survey = workplace.survey(options);
        print(workplace, survey);
        while (watch) {
            try {
                surroundings().sleeper().sleep(PAUSE);
            } catch (CancellationException e) {
                break;
            }
            Survey next = workplace.survey(options);
            if (!next.equals(survey)) {
                survey = next;
                print(workplace, survey);
            }
        }
        return exitCode ? code(survey, surroundings().clock().instant()) : ExitCodes.DONE;
    }

    private void print(Workplace workplace, Survey survey) {
        Printer printer = printer();
        Instant now = surroundings().clock().instant();
        if (common().json) {
            ObjectNode document = tree(survey, now);
            if (watch) {
                printer.jsonLine(document);
            } else {
                printer.json(document);
            }
            return;
        }
        String app = workplace.configuration().app();
        MaintenanceState greatest = survey.greatest();
        printer.line(app + ": " + (greatest == null ? "unknown" : shown(greatest, now)) + ", "
                + (survey.agrees() ? "all places agree" : "the places disagree"));
        String language = workplace.configuration().site().defaultLanguage();
        for (Survey.Place place : survey.places()) {
            MaintenanceState state = place.state();
            printer.line(
                    "  " + place.name() + ": " + (state == null ? place.problem() : Printer.sentence(state, language)));
        }
    }

    private static String shown(MaintenanceState state, Instant now) {
        View view = state.viewAt(now);
        return view.phase().wireName() + (view.overdue() ? " (overdue)" : "");
    }

    private static int code(Survey survey, Instant now) {
        MaintenanceState greatest = survey.greatest();
        if (greatest == null || !survey.agrees()) {
            return ExitCodes.DISAGREE;
        }
        return switch (greatest.viewAt(now).phase()) {
            case OPERATIONAL, COMPLETED -> ExitCodes.DONE;
            case SCHEDULED -> ExitCodes.SCHEDULED;
            case IN_PROGRESS -> ExitCodes.IN_PROGRESS;
        };
    }

    private static ObjectNode tree(Survey survey, Instant now) {
        ObjectNode document = Printer.JSON.createObjectNode();
        document.put("agree", survey.agrees());
        MaintenanceState greatest = survey.greatest();
        if (greatest != null) {
            View view = greatest.viewAt(now);
            document.put("phase", view.phase().wireName()).put("overdue", view.overdue());
        }
        var places = document.putArray("places");
        for (Survey.Place place : survey.places()) {
            ObjectNode entry = places.addObject().put("name", place.name());
            @Nullable MaintenanceState state = place.state();
            if (state == null) {
                entry.put("problem", place.problem());
            } else {
                entry.put("version", state.version().toString())
                        .put("phase", state.phase().wireName());
            }
        }
        if (greatest != null) {
            document.set("state", StateCodec.tree(greatest));
        }
        return document;
    }
}
