package io.mailwarden.engine;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import io.mailwarden.engine.detect.Detector;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final String ROOT = "io.mailwarden.engine";
    private static final List<String> FLOW = List.of(
            "support",
            "event",
            "origin",
            "eventlog",
            "profile",
            "detect",
            "verdict",
            "incident",
            "response",
            "assess",
            "review");
    private static final JavaClasses ENGINE =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages(ROOT);

    @Test
    void eachPackageUsesOnlyThoseToItsLeft() {
        for (int stage = 0; stage < FLOW.size(); stage++) {
            String own = ROOT + "." + FLOW.get(stage) + "..";
            String[] right = FLOW.subList(stage + 1, FLOW.size()).stream()
                    .map(name -> ROOT + "." + name + "..")
                    .toArray(String[]::new);
            assertThat(ENGINE.that(resideInAnyPackage(own))).as(own).isNotEmpty();
            noClasses()
                    .that()
                    .resideInAPackage(own)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(ROOT)
                    .check(ENGINE);
            if (right.length > 0) {
                noClasses()
                        .that()
                        .resideInAPackage(own)
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(right)
                        .check(ENGINE);
            }
        }
    }

    @Test
    void noPackageOfTheResponseUsesItselfByWayOfOthers() {
        slices().matching(ROOT + ".response.(**)").should().beFreeOfCycles().check(ENGINE);
    }

    @Test
    void profilesAreMadeOfHabitsAndTheOrganisationAndDetectorsKnowNoneOfTheOtherKind() {
        arrow("profile.habit", "profile", "profile.organisation");
        arrow("profile.organisation", "profile");
        arrow("detect", "detect.login", "detect.sending", "detect.conversation");
        arrow("detect.login", "detect.sending", "detect.conversation");
        arrow("detect.sending", "detect.login");
        arrow("detect.conversation", "detect.login", "detect.sending");
    }

    private static void arrow(String from, String... not) {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "." + from)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        Stream.of(not).map(name -> ROOT + "." + name).toArray(String[]::new))
                .check(ENGINE);
    }

    @Test
    void theEngineKnowsNoJamesNoGuiceNoSql() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + "..",
                        "java..",
                        "javax.crypto..",
                        "org.jspecify..",
                        "org.slf4j..",
                        "com.github.benmanes.caffeine..",
                        "com.google.common.net..",
                        "com.maxmind..",
                        "inet.ipaddr..",
                        "com.amazon.randomcutforest..",
                        "com.fasterxml.jackson..")
                .check(ENGINE);
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..")
                .check(ENGINE);
    }

    @Test
    void timeComesFromAClockOrAnEvent() {
        noClasses().should().callMethod(Instant.class, "now").check(ENGINE);
        noClasses().should().callMethod(LocalDate.class, "now").check(ENGINE);
        noClasses().should().callMethod(LocalDateTime.class, "now").check(ENGINE);
        noClasses().should().callMethod(System.class, "currentTimeMillis").check(ENGINE);
    }

    @Test
    void staticFieldsAreFinal() {
        fields().that().areStatic().should().haveModifier(FINAL).check(ENGINE);
    }

    @Test
    void detectorsStayInsideTheirPackageAndDoNotLog() {
        classes()
                .that()
                .areAssignableTo(Detector.class)
                .and()
                .areNotInterfaces()
                .should()
                .bePackagePrivate()
                .check(ENGINE);
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".detect..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.slf4j..", "java.io..", "java.nio..", "java.net..")
                .check(ENGINE);
    }
}
