package dev.interlude.protocol;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.interlude", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule PROTOCOL_IS_A_LEAF = classes()
            .that()
            .resideInAPackage("dev.interlude.protocol..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.interlude.protocol..", "com.fasterxml.jackson..", "org.jspecify..", "java..")
            .because("every part speaks the contract, so the contract may know none of them");
}
