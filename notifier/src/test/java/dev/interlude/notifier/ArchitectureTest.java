package dev.interlude.notifier;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.interlude.notifier", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String HOUSE = "dev.interlude.notifier.";

    @ArchTest
    static final ArchRule ONLY_THE_CONTRACT_IS_SHARED = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.interlude.publisher..", "dev.interlude.site..")
            .because("publisher and notifier meet in the JSON and nowhere else");

    @ArchTest
    static final ArchRule ONE_PACKAGE_SPEAKS_WEBSOCKET = noClasses()
            .that()
            .resideOutsideOfPackage(HOUSE + "websocket..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.websocket..", "org.glassfish.tyrus..")
            .because("the hub has to outlive its transports, and others have to find room beside this one");

    @ArchTest
    static final ArchRule TRANSPORTS_ALONE_FILTER = noClasses()
            .that()
            .resideOutsideOfPackages(HOUSE + "websocket..", HOUSE + "events..", HOUSE + "stream..", HOUSE + "strict..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.glassfish.grizzly.filterchain..")
            .because("whoever takes bytes before HTTP has read them has to see to everything that HTTP sees to");

    @ArchTest
    static final ArchRule RULES_ARE_PURE = classes()
            .that()
            .resideInAPackage(HOUSE + "state..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    HOUSE + "state..",
                    "dev.interlude.protocol..",
                    "org.jspecify..",
                    "java.lang..",
                    "java.util..",
                    "java.time..")
            .because("what may follow what is decided without a disk or a network");

    @ArchTest
    static final ArchRule THE_HUB_KNOWS_NO_FRAMEWORK = noClasses()
            .that()
            .resideInAnyPackage(
                    HOUSE + "hub..",
                    HOUSE + "backplane..",
                    HOUSE + "admission..",
                    HOUSE + "access..",
                    HOUSE + "config..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.glassfish..",
                    "jakarta..",
                    "picocli..",
                    HOUSE + "http..",
                    HOUSE + "websocket..",
                    HOUSE + "events..",
                    HOUSE + "stream..")
            .because("dispatch is tested without a socket and measured without a server");

    @ArchTest
    static final ArchRule ONE_PACKAGE_MEASURES = noClasses()
            .that()
            .resideOutsideOfPackage(HOUSE + "metrics..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.micrometer..", "io.prometheus..")
            .because("what is measured says what happened, and not how it is counted");

    @ArchTest
    static final ArchRule PARTS_FORM_NO_CYCLE = slices().matching(HOUSE + "(*)..")
            .should()
            .beFreeOfCycles()
            .because("a part that is needed by what it needs is no part");

    @ArchTest
    static final ArchRule ONE_PLACE_WIRES = noClasses()
            .that()
            .resideInAnyPackage(HOUSE + "*..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.interlude.notifier")
            .because("parts are put together by Assembly and know nothing of it");
}
