package io.mailwarden.it;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What takes many arguments has named parts: nobody can read nine values in a row, nor see that two are exchanged. */
@Order(0)
class FewParametersIT {

    private static final int MOST_COMPONENTS = 8;
    private static final int MOST_PARAMETERS = 6;

    private static final String BODY = "its components are the fields of one JSON object, as docs/api.md has them";

    /** Records, with the reason. */
    private static final Map<String, String> MAY = Map.ofEntries(
            entry("io.mailwarden.admin.AlertRoutes$AlertView", BODY),
            entry("io.mailwarden.admin.BacktestRoutes$BacktestView", BODY),
            entry("io.mailwarden.admin.ControlRoutes$BlockView", BODY),
            entry("io.mailwarden.admin.ControlRoutes$SessionView", BODY),
            entry("io.mailwarden.admin.ExceptionRoutes$ExceptionView", BODY),
            entry("io.mailwarden.admin.RescanRoutes$RescanView", BODY),
            entry("io.mailwarden.admin.SafeNetworkRoutes$SafeNetworkView", BODY),
            entry("io.mailwarden.admin.Views$AccountView", BODY),
            entry("io.mailwarden.admin.access.ConsoleAccess$ConsoleSessionView", BODY),
            entry("io.mailwarden.admin.Views$FindingView", BODY),
            entry("io.mailwarden.admin.Views$HeldView", BODY),
            entry("io.mailwarden.admin.Views$IncidentView", BODY),
            entry("io.mailwarden.admin.Views$LoginView", BODY),
            entry("io.mailwarden.admin.Views$OverviewView", BODY));

    private static JavaClasses classes;

    @BeforeAll
    static void read() throws IOException {
        classes = ModuleClasses.main();
        assertThat(classes).hasSizeGreaterThan(500);
    }

    @Test
    void recordsHaveFewComponentsOrSayWhyNot() {
        assertThat(classes.stream()
                        .filter(one -> one.isRecord() && components(one) > MOST_COMPONENTS)
                        .map(JavaClass::getName))
                .containsExactlyInAnyOrderElementsOf(MAY.keySet());
    }

    @Test
    void methodsAndConstructorsHaveFewParameters() {
        assertThat(classes.stream()
                        .flatMap(FewParametersIT::written)
                        .filter(unit -> parameters(unit) > MOST_PARAMETERS)
                        .map(JavaCodeUnit::getFullName))
                .isEmpty();
    }

    private static long components(JavaClass record) {
        return record.getFields().stream()
                .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                .count();
    }

    // Constructors of records are counted by their components; those of classes within methods get what they use of
    // these.
    private static Stream<JavaCodeUnit> written(JavaClass one) {
        return one.getCodeUnits().stream()
                .filter(unit -> !unit.getModifiers().contains(JavaModifier.SYNTHETIC))
                .filter(unit ->
                        !unit.isConstructor() || !(one.isRecord() || one.isAnonymousClass() || one.isLocalClass()));
    }

    /**
     * As many as were written: a constructor of an enum also gets name and ordinal, of an inner class the outer object.
     */
    private static int parameters(JavaCodeUnit unit) {
        List<JavaClass> given = unit.getRawParameterTypes();
        JavaClass owner = unit.getOwner();
        if (!unit.isConstructor()) {
            return given.size();
        }
        boolean inner = owner.isInnerClass() && !owner.getModifiers().contains(JavaModifier.STATIC);
        return given.size() - (owner.isEnum() ? 2 : 0) - (inner ? 1 : 0);
    }
}
