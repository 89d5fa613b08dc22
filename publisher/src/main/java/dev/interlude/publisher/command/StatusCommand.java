package dev.interlude.publisher.command;

import dev.interlude.protocol.MaintenanceState;
import dev.interlude.publisher.failure.Failure;
import dev.interlude.publisher.state.Survey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What holds, and whether all places agree. */
@Command(
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done; with --exit-code: operational or completed",
            "10:with --exit-code: scheduled",
            "11:with --exit-code: in progress",
            "12:with --exit-code: the places disagree"
        })
final class StatusCommand extends Verb {

    @Mixin
    private ReconcileOptions options = new ReconcileOptions();

    @Option(
            names = "--watch",
            description = "Look again and again and print what has changed, until Ctrl-C; on a terminal the screen is"
                    + " drawn anew, with --json there is one document a line.")
    private boolean watch;

    @Option(
            names = "--interval",
            paramLabel = "DURATION",
            defaultValue = "5s",
            description = "The time between two looks, at least 1s; default: ${DEFAULT-VALUE}.")
    private String interval = "5s";

    @Option(names = "--exit-code", description = "Tell the phase by the exit code.")
    private boolean exitCode;

    StatusCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() {
        Duration pause = Times.duration("--interval", interval);
        if (pause.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new Failure(Failure.Kind.USAGE, "read --interval", interval + " is too short", "write 1s or more");
        }
        Workplace workplace = workplace();
        workplace.standingWarnings().forEach(workplace.progress()::warning);
        Survey survey = workplace.survey(options);
        String printed = print(workplace, survey);
        while (watch && !surroundings().out().checkError()) {
            try {
                surroundings().sleeper().sleep(pause);
            } catch (CancellationException e) {
                break;
            }
            Survey next = workplace.survey(options);
            Instant now = surroundings().clock().instant();
            if (!next.equals(survey) || !StatusText.headline(next, now).equals(printed)) {
                survey = next;
                printed = print(workplace, survey);
            }
        }
        return exitCode ? code(survey, surroundings().clock().instant()) : ExitCodes.DONE;
    }

    /** Returns what the first line says without its app: it may change by the passing of time alone. */
    private String print(Workplace workplace, Survey survey) {
        Printer printer = printer();
        Instant now = surroundings().clock().instant();
        if (common().json && watch) {
            printer.jsonLine(StatusText.tree(survey, now));
        } else if (common().json) {
            printer.json(StatusText.tree(survey, now));
        } else {
            beginAnew(now);
            new StatusText(
                            workplace.configuration().app(),
                            workplace.configuration().site().defaultLanguage())
                    .print(printer, survey, now);
        }
        return StatusText.headline(survey, now);
    }

    /** A watched terminal shows one picture, a watched pipeline each change with its time. */
    private void beginAnew(Instant now) {
        if (!watch) {
            return;
        }
        boolean person = surroundings().terminal() == Surroundings.Terminal.PERSON;
        surroundings().out().print(person ? "\u001b[H\u001b[2J" : "");
        printer().line("seen at " + now.truncatedTo(ChronoUnit.SECONDS) + (person ? ", Ctrl-C ends" : ""));
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
}
