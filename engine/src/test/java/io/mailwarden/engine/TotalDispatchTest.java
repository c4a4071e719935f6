package io.mailwarden.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.fixtures.TotalDispatch;
import io.mailwarden.engine.verdict.Verdict;
import org.junit.jupiter.api.Test;

class TotalDispatchTest {

    private static final JavaClasses ENGINE =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("io.mailwarden.engine");

    private final TotalDispatch rule = new TotalDispatch(ENGINE);

    @Test
    void everySealedInterfaceOfTheEngineIsLookedAfter() {
        assertThat(rule.hierarchies()).contains("Event", "IncidentChange", "LogEntry", "Response", "Verdict");
    }

    @Test
    void nobodyAsksWhichCaseItIs() {
        assertThat(rule.violations(ENGINE)).isEmpty();
    }

    @Test
    void instanceofIsFound() {
        JavaClasses careless = new ClassFileImporter().importClasses(Careless.class);

        assertThat(rule.violations(careless))
                .containsExactly(
                        Careless.class.getName() + " asks for " + Login.class.getName(),
                        Careless.class.getName() + " asks for " + Verdict.Reject.class.getName());
    }

    private static final class Careless {

        static boolean isLogin(Event event) {
            return event instanceof Login;
        }

        static boolean isReject(Verdict verdict) {
            return Verdict.Reject.class.isInstance(verdict);
        }
    }
}
