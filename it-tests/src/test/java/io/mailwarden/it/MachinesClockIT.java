package io.mailwarden.it;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * No code of any module, tests included, asks the machine what time, zone or language it is: a test that does passes on
 * some days only. How long something takes is measured with {@link System#nanoTime()}.
 */
@Order(0)
class MachinesClockIT {

    /** By the name of the class, nested ones included; with the reason. */
    private static final Map<String, String> MAY = Map.ofEntries(
            entry("io.mailwarden.server.MovableClock", "is the clock, and moves it"),
            entry("io.mailwarden.server.demo.Demo", "shows what happens today"),
            entry("io.mailwarden.cli.CheckCommand", "an operator's command, begun now"),
            entry("io.mailwarden.cli.StoreTask", "an operator's command, begun now"),
            entry("io.mailwarden.cli.ImportRun", "an operator's command, begun now"),
            entry("io.mailwarden.cli.StoreImportCommand", "old logs are in the zone of who wrote them"),
            entry("io.mailwarden.cli.imports.OldLogs", "old logs are in the zone of who wrote them"),
            entry("io.mailwarden.cli.imports.HostileLogTest", "sets another language, and the machine's again"),
            entry("io.mailwarden.engine.support.PageCursorTest", "sets other languages, and the machine's again"),
            entry("io.mailwarden.benchmark.LoadedServer", "sets its servers' clocks to the day behind their history"),
            entry("io.mailwarden.store.profile.LargeStore", "a server begins with it, on the day on which it does"),
            entry("io.mailwarden.cli.Shell", "types those commands, about events some days before they run"),
            entry("io.mailwarden.cli.StoreImportTest", "reads what those commands wrote, as a server"));

    /** They measure, and what they measure is as long on every day. */
    private static final String BENCHMARK = "Benchmark";

    private static final List<String> NOW = List.of("now", "systemUTC", "systemDefaultZone", "system", "tick");

    /** Methods, by class. */
    private static final Map<String, List<String>> ASKED = Map.of(
            "java.lang.System", List.of("currentTimeMillis"),
            "java.time.ZoneId", List.of("systemDefault"),
            "java.util.Calendar", List.of("getInstance"),
            "java.util.Date", List.of("<init>"),
            "java.util.Locale", List.of("getDefault"),
            "java.util.TimeZone", List.of("getDefault"));

    private static JavaClasses all;

    @BeforeAll
    static void read() throws IOException {
        all = ModuleClasses.all();
    }

    @Test
    void onlyThoseAskTheMachineWhoSayWhy() {
        assertThat(all).hasSizeGreaterThan(500);
        noClasses()
                .that(DescribedPredicate.not(may()))
                .should()
                .callCodeUnitWhere(target(asksTheMachine()))
                .because(
                        "what is now, here and our language is the test's choice, and in James the clock's that it binds")
                .check(all);
    }

    @Test
    void whoeverMayStillDoes() {
        for (String name : MAY.keySet()) {
            assertThat(all.stream()
                            .filter(one -> outermost(one).equals(name))
                            .flatMap(one -> one.getCodeUnitCallsFromSelf().stream())
                            .anyMatch(call -> asksTheMachine().test(call.getTarget())))
                    .as("%s needs no exception", name)
                    .isTrue();
        }
    }

    private static DescribedPredicate<JavaClass> may() {
        return DescribedPredicate.describe(
                "are exceptions",
                one -> MAY.containsKey(outermost(one))
                        || outermost(one).endsWith(BENCHMARK)
                        || one.getPackageName().contains("jmh_generated"));
    }

    private static String outermost(JavaClass one) {
        return one.getName().replaceFirst("\\$.*", "");
    }

    private static DescribedPredicate<AccessTarget.CodeUnitCallTarget> asksTheMachine() {
        return DescribedPredicate.describe("asks the machine", MachinesClockIT::asks);
    }

    private static boolean asks(AccessTarget.CodeUnitCallTarget called) {
        List<JavaClass> given = called.getRawParameterTypes();
        if (given.stream().anyMatch(type -> type.isAssignableTo(Clock.class))) {
            return false;
        }
        String name = called.getName();
        if (name.equals("<init>") && !given.isEmpty()) {
            return false;
        }
        JavaClass declaring = called.getOwner();
        return ASKED.getOrDefault(declaring.getName(), List.of()).contains(name)
                || declaring.getPackageName().equals("java.time") && NOW.contains(name);
    }
}
