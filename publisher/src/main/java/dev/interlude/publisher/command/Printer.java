package dev.interlude.publisher.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.interlude.protocol.JsonText;
import dev.interlude.protocol.MaintenanceState;
import dev.interlude.protocol.Notice;
import dev.interlude.protocol.StateCodec;
import dev.interlude.publisher.failure.Failure;
import dev.interlude.publisher.failure.Masked;
import dev.interlude.publisher.failure.Problem;
import dev.interlude.publisher.failure.ProblemsFound;
import dev.interlude.publisher.state.Outcome;
import java.io.PrintStream;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Prints results on stdout and failures on stderr, as text or as one JSON document. */
final class Printer {

    static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final PrintStream out;
    private final PrintStream err;
    private final boolean json;

    /** The form of the result. */
    enum Form {
        TEXT,
        JSON
    }

    Printer(Surroundings surroundings, Form form) {
        this.out = surroundings.out();
        this.err = surroundings.err();
        this.json = form == Form.JSON;
    }

    /** One line of a result in text. */
    void line(String text) {
        out.println(printable(text));
    }

    void json(ObjectNode document) {
        out.println(JsonText.lines(document));
    }

    /** One document of several, each on a line of its own. */
    void jsonLine(ObjectNode document) {
        out.println(JsonText.compact(document));
    }

    /** The result of a verb; its failure, if any, is told on stderr too. */
    void outcome(Outcome outcome, String defaultLanguage) {
        if (json) {
            json(tree(outcome));
        } else {
            line(outcome.state().app() + ": " + sentence(outcome.state(), defaultLanguage));
            URI url = outcome.url();
            line("hub: " + wire(outcome.hub()) + ", site: " + wire(outcome.site()) + (url == null ? "" : " " + url));
            String visible = outcome.visible();
            if (visible != null) {
                line(visible);
            }
        }
        Failure failure = outcome.failure();
        if (failure != null) {
            failure(failure, Form.TEXT);
        }
    }

    /** A failure on stderr; with JSON its document stands on stdout as well. */
    void failure(Failure failure) {
        failure(failure, json ? Form.JSON : Form.TEXT);
    }

    private void failure(Failure failure, Form form) {
        err.println(printable("could not " + failure.tried() + ": " + failure.happened()));
        err.println(printable("  what to do: " + failure.advice()));
        if (form == Form.JSON) {
            ObjectNode document = JSON.objectNode();
            document.set("error", tree(failure));
            json(document);
        }
    }

    /** A mistake of ours. */
    void unexpected(Exception e) {
        err.println(printable(Masked.in("this is a mistake in the publisher: " + e)));
        err.println("  what to do: run again with --verbose and report what it prints");
        if (json) {
            ObjectNode document = JSON.objectNode();
            document.putObject("error")
                    .put("kind", "unexpected")
                    .put("exitCode", ExitCodes.UNEXPECTED)
                    .put("happened", Masked.in(e.toString()));
            json(document);
        }
    }

    void problems(ProblemsFound found) {
        err.println(printable(Masked.in(found.getMessage() == null ? found.source() : found.getMessage())));
        for (Problem problem : found.problems()) {
            err.println(printable("  " + problem.path() + ": " + problem.message() + "; " + problem.hint()));
        }
        if (json) {
            ObjectNode document = JSON.objectNode();
            ArrayNode list = document.putObject("error")
                    .put("kind", wire(found.kind()))
                    .put("exitCode", ExitCodes.of(found.kind()))
                    .put("source", found.source())
                    .putArray("problems");
            for (Problem problem : found.problems()) {
                list.addObject()
                        .put("path", problem.path())
                        .put("message", problem.message())
                        .put("hint", problem.hint());
            }
            json(document);
        }
    }

    /** What a state says, in one sentence. */
    static String sentence(MaintenanceState state, String defaultLanguage) {
        Notice notice = state.notice();
        String phase = state.phase().wireName();
        if (notice == null) {
            return phase + " (" + state.version() + ")";
        }
        Instant endsAt = notice.endsAt();
        return phase + ", \"" + notice.title().preferring(defaultLanguage) + "\" from " + notice.startsAt()
                + (endsAt == null ? "" : " to " + endsAt) + " (" + state.version() + ")";
    }

    private static ObjectNode tree(Outcome outcome) {
        ObjectNode document = JSON.objectNode();
        document.put("hub", wire(outcome.hub()));
        document.put("site", wire(outcome.site()));
        URI url = outcome.url();
        if (url != null) {
            document.put("url", url.toString());
        }
        String visible = outcome.visible();
        if (visible != null) {
            document.put("visible", visible);
        }
        document.set("warnings", list(outcome.warnings()));
        Failure failure = outcome.failure();
        if (failure != null) {
            document.set("error", tree(failure));
        }
        document.set("state", StateCodec.tree(outcome.state()));
        return document;
    }

    static ArrayNode list(List<String> texts) {
        ArrayNode list = JSON.arrayNode();
        texts.forEach(list::add);
        return list;
    }

    private static ObjectNode tree(Failure failure) {
        return JSON.objectNode()
                .put("kind", wire(failure.kind()))
                .put("exitCode", ExitCodes.of(failure.kind()))
                .put("tried", failure.tried())
                .put("happened", failure.happened())
                .put("advice", failure.advice());
    }

    static String wire(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** Operators' and other machines' texts reach the terminal without control characters. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}
