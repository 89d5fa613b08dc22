package dev.interlude.publisher.github;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;

/** What this package is seen by, and what it must not know. */
@AnalyzeClasses(packages = "dev.interlude.publisher.github", importOptions = ImportOption.DoNotIncludeTests.class)
class GitHubArchitectureTest {

    @ArchTest
    static final ArchRule FEW_TYPES_ARE_SEEN = classes()
            .that()
            .areTopLevelClasses()
            .and()
            .arePublic()
            .should()
            .haveNameMatching(".*\\.(GitHubTarget|GitHubSettings|Credentials|AccessToken|TokenSources|GitHubApp)")
            .because("callers know the target, its settings and where its token comes from; all else may change");

    @ArchTest
    static final ArchRule IT_KNOWS_ONLY_THE_PORTS = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.interlude.publisher.command..",
                    "dev.interlude.publisher.config..",
                    "dev.interlude.publisher.hub..",
                    "freemarker..",
                    "picocli..")
            .because("a target neither knows who asked nor what else is told");

    @ArchTest
    static final ArchRule ONE_ROAD_TO_GITHUB = noClasses()
            .that()
            .doNotHaveSimpleName("Exchange")
            .and()
            .doNotHaveSimpleName("LivePage")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.net.http.HttpClient")
            .because("timeouts, redirects and the token are dealt with in one place, and the live page has no token");

    @ArchTest
    static final ArchRule TIME_IS_A_PORT = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .because("tests move the clock themselves");

    @ArchTest
    static final ArchRule THE_TOKEN_LEAVES_AS_A_HEADER_ONLY = methods()
            .that()
            .areDeclaredIn(AccessToken.class)
            .and()
            .haveName("authorization")
            .should()
            .bePackagePrivate()
            .because("nobody outside may hold the token as text");

    @ArchTest
    static final ArchRule CLASSES_ARE_FINAL = classes()
            .that()
            .areNotInterfaces()
            .and()
            .areNotEnums()
            .should()
            .haveModifier(com.tngtech.archunit.core.domain.JavaModifier.FINAL)
            .because("nothing here is made to be extended");
}
