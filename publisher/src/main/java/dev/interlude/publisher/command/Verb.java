package dev.interlude.publisher.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** What all verbs share: the common flags, the printer and the workplace that the configuration makes. */
abstract class Verb implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private CommonOptions common = new CommonOptions();

    Verb(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    final Surroundings surroundings() {
        return surroundings;
    }

    final CommonOptions common() {
        return common;
    }

    final boolean isVerbose() {
        return common.verbose;
    }

    final Printer printer() {
        return new Printer(surroundings, common.json ? Printer.Form.JSON : Printer.Form.TEXT);
    }

    /** Reads the configuration; every verb does that before anything else. */
    final Workplace workplace() {
        return Workplace.open(surroundings, common);
    }
}
