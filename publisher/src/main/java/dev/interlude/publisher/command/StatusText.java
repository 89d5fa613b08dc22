package dev.interlude.publisher.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.interlude.protocol.MaintenanceState;
import dev.interlude.protocol.StateCodec;
import dev.interlude.protocol.View;
import dev.interlude.publisher.state.Survey;
import dev.interlude.publisher.state.Survey.Place;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** A survey in words and as JSON. The first line says it all; the places follow. */
final class StatusText {

    private final String app;
    private final String language;

    StatusText(String app, String language) {
        this.app = app;
        this.language = language;
    }

    void print(Printer printer, Survey survey, Instant now) {
        printer.line(app + ": " + headline(survey, now));
        for (Place place : survey.places()) {
            printer.line("  " + place.name() + ": " + inWords(place));
            if (!place.advice().isEmpty()) {
                printer.line("    what to do: " + place.advice());
            }
        }
    }

    /** What holds, and whether all places agree. */
    static String headline(Survey survey, Instant now) {
        MaintenanceState greatest = survey.greatest();
        return (greatest == null ? "unknown" : shown(greatest, now)) + ", " + verdict(survey);
    }

    private static String verdict(Survey survey) {
        List<Place> disagreeing = survey.disagreeing();
        if (disagreeing.isEmpty()) {
            return survey.greatest() == null ? "no place was asked" : "all places agree";
        }
        return "the places disagree: "
                + disagreeing.stream()
                        .map(place -> Printer.wire(place.role()).replace("serving", "pages") + " "
                                + Printer.wire(place.condition()).replace('_', ' '))
                        .collect(Collectors.joining(", "));
    }

    private String inWords(Place place) {
        MaintenanceState state = place.state();
        if (state == null) {
            return place.detail();
        }
        return Printer.sentence(state, language) + (place.detail().isEmpty() ? "" : ", " + place.detail());
    }

    private static String shown(MaintenanceState state, Instant now) {
        View view = state.viewAt(now);
        return view.phase().wireName() + (view.overdue() ? " (overdue)" : "");
    }

    static ObjectNode tree(Survey survey, Instant now) {
        ObjectNode document = Printer.JSON.objectNode();
        document.put("agree", survey.agrees());
        MaintenanceState greatest = survey.greatest();
        if (greatest != null) {
            View view = greatest.viewAt(now);
            document.put("phase", view.phase().wireName()).put("overdue", view.overdue());
        }
        var places = document.putArray("places");
        for (Place place : survey.places()) {
            ObjectNode entry = places.addObject()
                    .put("role", Printer.wire(place.role()))
                    .put("name", place.name())
                    .put("condition", Printer.wire(place.condition()));
            MaintenanceState state = place.state();
            if (state != null) {
                entry.put("version", state.version().toString())
                        .put("phase", state.phase().wireName());
            }
            if (!place.detail().isEmpty()) {
                entry.put("detail", place.detail());
            }
            if (!place.advice().isEmpty()) {
                entry.put("advice", place.advice());
            }
        }
        if (greatest != null) {
            document.set("state", StateCodec.tree(greatest));
        }
        return document;
    }
}
