package dev.interlude.publisher.site;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.interlude.publisher", importOptions = ImportOption.DoNotIncludeTests.class)
class SiteArchitectureTest {

    @ArchTest
    static final ArchRule FREEMARKER_STAYS_HERE = noClasses()
            .that()
            .resideOutsideOfPackage("dev.interlude.publisher.site..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("freemarker..")
            .because("one place locks the template engine down, and nobody else can forget to");

    @ArchTest
    static final ArchRule RENDERING_KNOWS_NO_OTHER_PART = classes()
            .that()
            .resideInAPackage("dev.interlude.publisher.site..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.interlude.publisher.site..",
                    "dev.interlude.publisher.failure..",
                    "dev.interlude.protocol..",
                    "freemarker..",
                    "com.fasterxml.jackson..",
                    "org.jspecify..",
                    "java..")
            .because("rendering is pure: settings and state in, files out");

    @ArchTest
    static final ArchRule RENDERING_KNOWS_NO_CLOCK_AND_NO_NETWORK = noClasses()
            .that()
            .resideInAPackage("dev.interlude.publisher.site..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.time.Clock")
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("java.net.http..")
            .because("the same state gives the same bytes, whenever and wherever it is rendered");
}
