package dev.interlude.publisher;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.interlude.publisher", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String BASE = "dev.interlude.publisher.";

    @ArchTest
    static final ArchRule NO_CYCLES = slices().matching("dev.interlude.publisher.(*)..")
            .should()
            .beFreeOfCycles()
            .because("a reader must be able to begin somewhere");

    @ArchTest
    static final ArchRule ONLY_COMMAND_PRINTS = noClasses()
            .that()
            .resideOutsideOfPackages(BASE + "command..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .because("stdout is the result and stderr the story, and one package tells both");

    @ArchTest
    static final ArchRule FAILURES_KNOW_NOTHING = classes()
            .that()
            .resideInAPackage(BASE + "failure..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(BASE + "failure..", "java..", "org.jspecify..")
            .because("every package reports failures, so failures may know none of them");

    @ArchTest
    static final ArchRule TARGETS_DO_NOT_KNOW_THE_HUB = noClasses()
            .that()
            .resideInAnyPackage(BASE + "target..", BASE + "github..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(BASE + "hub..", BASE + "state..", BASE + "command..", BASE + "config..")
            .because("a target shows what it is given; which state that is, others decide");

    @ArchTest
    static final ArchRule THE_STATE_KNOWS_ONLY_PORTS = noClasses()
            .that()
            .resideInAPackage(BASE + "state..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(BASE + "github..", BASE + "command..", BASE + "config..", BASE + "demo..")
            .because("the rules of agreeing hold for every target");

    @ArchTest
    static final ArchRule ONE_HOME_FOR_SLEEP = noClasses()
            .that()
            .doNotHaveSimpleName("Surroundings")
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .because("time is injected, so that no test waits");

    @ArchTest
    static final ArchRule NOT_THE_NOTIFIER = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.interlude.notifier..")
            .because("publisher and notifier meet in the JSON");
}
