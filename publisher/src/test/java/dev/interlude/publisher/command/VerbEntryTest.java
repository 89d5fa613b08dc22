package dev.interlude.publisher.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerbEntryTest {

    @ParameterizedTest
    @EnumSource
    void everyVerbIsOfTheClassThatBearsItsName(VerbEntry entry) {
        Object command = entry.command(Surroundings.ofProcess());

        assertThat(command.getClass().getSimpleName()).isEqualToIgnoringCase(entry.verb() + "Command");
        assertThat(VerbEntry.of(entry.verb(), "--help")).isEqualTo(entry);
    }

    @ParameterizedTest
    @EnumSource
    void everyVerbIsDescribedAndHasAnExampleOfItself(VerbEntry entry) {
        assertThat(entry.description()[0]).endsWith(".");
        assertThat(entry.examples()).anyMatch(example -> example.startsWith("publisher " + entry.verb()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"render", "publish", "start", "preview"})
    void aVerbThatWritesPagesIsToRender(String verb) {
        assertThat(VerbEntry.isToRender(verb, "--json")).isTrue();
        assertThat(VerbEntry.isToRender(verb, "--help")).isFalse();
        assertThat(VerbEntry.isToRender(verb, "-h")).isFalse();
    }

    @Test
    void nothingElseIs() {
        assertThat(VerbEntry.isToRender()).isFalse();
        assertThat(VerbEntry.isToRender("--help")).isFalse();
        assertThat(VerbEntry.isToRender("status")).isFalse();
        assertThat(VerbEntry.isToRender("init")).isFalse();
        assertThat(VerbEntry.isToRender("rendr")).isFalse();
    }
}
