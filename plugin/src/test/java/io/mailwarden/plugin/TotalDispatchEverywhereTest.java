package io.mailwarden.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import io.mailwarden.engine.fixtures.TotalDispatch;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds for the main code of every module that the extension jar is built of. */
class TotalDispatchEverywhereTest {

    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(new DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("io.mailwarden");

    @Test
    void nobodyAsksWhichCaseOfASealedInterfaceItIs() {
        TotalDispatch rule = new TotalDispatch(ALL);

        assertThat(rule.hierarchies()).contains("Event", "LogEntry", "Response", "Verdict");
        assertThat(rule.violations(ALL)).isEmpty();
    }

    @Test
    void allModulesAreLookedThrough() {
        assertThat(ALL.stream().map(JavaClass::getPackageName))
                .containsAll(List.of(
                        "io.mailwarden.engine",
                        "io.mailwarden.store",
                        "io.mailwarden.smtp",
                        "io.mailwarden.imap",
                        "io.mailwarden.mailet",
                        "io.mailwarden.alert",
                        "io.mailwarden.admin",
                        "io.mailwarden.plugin"));
    }
}
