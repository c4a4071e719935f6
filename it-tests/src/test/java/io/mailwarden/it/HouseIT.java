package io.mailwarden.it;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * What a module shows to others stays small, and a package can be read at one sitting. Looks at the compiled classes of
 * every module; {@code docs/measure/House.java} prints such figures of any commit.
 */
@Order(0)
class HouseIT {

    private static final Path ROOT = Path.of(System.getProperty("mailwarden.root", ".."));
    private static final String ENGINE = "io.mailwarden.engine";

    private static final Path MAIN_CLASSES = Path.of("target", "classes");

    /**
     * Lower it whenever the engine got narrower. Safe networks, exceptions, sign-ins and the trail brought 20 (ADR 33,
     * 34), settings 7 (ADR 35), back-tests 16 (ADR 36), notices to owners 8 (ADR 37), lists of domains, comments and time
     * lines 12.
     */
    private static final int MOST_ENGINE_TYPES_USED_OUTSIDE = 170;

    private static final int MOST_TYPES = 22;
    private static final int MOST_DETECTORS = 36;
    private static final Set<String> DETECTORS = Set.of(ENGINE + ".detect.login", ENGINE + ".detect.sending");

    /** Public though the compiled code of no other package names them, with the reason. */
    private static final Map<String, String> MAY_BE_PUBLIC = Map.ofEntries(
            entry("io.mailwarden.admin.MailwardenRoutes", "named in conf/webadmin.properties"),
            entry("io.mailwarden.cli.Main", "named in the manifest"),
            entry("io.mailwarden.engine.origin.MaxMindEntry", "the reader of MaxMind's format makes it"),
            entry("io.mailwarden.imap.ImapListener", "named in META-INF/services"),
            entry("io.mailwarden.smtp.SmtpListener", "named in META-INF/services"),
            entry("io.mailwarden.imap.WatchedAppendProcessor", "James makes it by the name that the package gives"),
            entry(
                    "io.mailwarden.imap.WatchedAuthenticateProcessor",
                    "James makes it by the name that the package gives"),
            entry("io.mailwarden.imap.WatchedFetchProcessor", "James makes it by the name that the package gives"),
            entry("io.mailwarden.imap.WatchedIdProcessor", "James makes it by the name that the package gives"),
            entry("io.mailwarden.imap.WatchedLoginProcessor", "James makes it by the name that the package gives"),
            entry("io.mailwarden.imap.WatchedImapPackage", "named in conf/imapserver.xml"),
            entry("io.mailwarden.mailet.Inbound", "named in conf/mailetcontainer.xml"),
            entry("io.mailwarden.mailet.Outbound", "named in conf/mailetcontainer.xml"),
            entry("io.mailwarden.mailet.rescan.RescanTaskModule", "named in conf/extensions.properties"),
            entry("io.mailwarden.plugin.backtest.BacktestTaskModule", "named in conf/extensions.properties"),
            entry("io.mailwarden.plugin.MailwardenHealthCheck", "named in conf/healthcheck.properties"),
            entry("io.mailwarden.plugin.MailwardenModule", "named in conf/extensions.properties"),
            entry("io.mailwarden.plugin.MailwardenStartable", "named in conf/extensions.properties"),
            entry("io.mailwarden.server.demo.Demo", "named in a command of the README"),
            entry("io.mailwarden.smtp.SendingGate", "James makes it by the name that the package gives"),
            entry("io.mailwarden.smtp.SessionCloser", "James makes it by the name that the package gives"),
            entry("io.mailwarden.smtp.WatchedAuthHandler", "James makes it by the name that the package gives"),
            entry("io.mailwarden.smtp.WatchedDataHandler", "James makes it by the name that the package gives"),
            entry(
                    "io.mailwarden.engine.profile.organisation.OrganisationFormat",
                    "a test reads its constants, which the compiler copies"),
            entry("io.mailwarden.store.log.LogReader", "a test reads its constants, which the compiler copies"),
            entry("io.mailwarden.store.log.LogWriter", "a test reads its constants, which the compiler copies"),
            entry("io.mailwarden.smtp.WatchedSmtpPackage", "named in conf/smtpserver.xml"));

    /** Main code, by module. */
    private static final Map<String, List<JavaClass>> MAIN = new TreeMap<>();

    // With tests, which count as users.
    private static JavaClasses all;

    @BeforeAll
    static void read() throws IOException {
        List<Path> folders;
        try (Stream<Path> modules = Files.list(ROOT.toRealPath())) {
            folders = modules.filter(module -> Files.exists(module.resolve("pom.xml")))
                    .flatMap(module ->
                            Stream.of(main(module), module.resolve("target").resolve("test-classes")))
                    .filter(Files::exists)
                    .toList();
        }
        all = new ClassFileImporter().importPaths(folders);
        for (JavaClass one : all) {
            Path file = Path.of(one.getSource().orElseThrow().getUri());
            folders.stream()
                    .filter(folder -> file.startsWith(folder) && folder.endsWith(MAIN_CLASSES))
                    .forEach(folder -> MAIN.computeIfAbsent(moduleOf(folder), module -> new ArrayList<>())
                            .add(one));
        }
    }

    private static Path main(Path module) {
        return module.resolve(MAIN_CLASSES);
    }

    // A module's folder, "target" and "classes" end the path.
    private static String moduleOf(Path classes) {
        return classes.getName(classes.getNameCount() - 3).toString();
    }

    @Test
    void everyModuleIsLookedThrough() {
        assertThat(MAIN.keySet())
                .contains(
                        "admin",
                        "alert",
                        "cli",
                        "door",
                        "engine",
                        "mailet",
                        "owner",
                        "plugin",
                        "scanner",
                        "settings",
                        "store");
        assertThat(MAIN.values()).allSatisfy(classes -> assertThat(classes).isNotEmpty());
    }

    @Test
    void otherModulesUseFewTypesOfTheEngine() {
        Set<String> used = new TreeSet<>();
        MAIN.forEach((module, classes) -> {
            if (!module.equals("engine")) {
                classes.stream()
                        .flatMap(HouseIT::uses)
                        .map(HouseIT::outermost)
                        .filter(name -> name.startsWith(ENGINE + "."))
                        .forEach(used::add);
            }
        });
        assertThat(used).contains(ENGINE + ".Warden").hasSizeLessThanOrEqualTo(MOST_ENGINE_TYPES_USED_OUTSIDE);
    }

    @Test
    void typeIsPublicOnlyIfAnotherPackageUsesIt() {
        Set<String> used = usedByOtherPackages();
        Set<String> without = MAIN.values().stream()
                .flatMap(List::stream)
                .filter(JavaClass::isTopLevelClass)
                .filter(one -> one.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(one -> !settings(one))
                .map(JavaClass::getName)
                .filter(name -> !used.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
        without.removeAll(MAY_BE_PUBLIC.keySet());
        assertThat(without).isEmpty();
        assertThat(MAY_BE_PUBLIC.keySet()).allMatch(HouseIT::exists, "is there, or needs no exception");
    }

    // The settings of detectors, and parts of them: the binder of settings reads and makes every one, and names none.
    private static boolean settings(JavaClass one) {
        return DETECTORS.contains(one.getPackageName())
                && one.isRecord()
                && one.getSimpleName().matches(".+(Config|Detection)");
    }

    private static Set<String> usedByOtherPackages() {
        Set<String> used = new TreeSet<>();
        for (JavaClass one : all) {
            uses(one)
                    .filter(other -> !other.getPackageName().equals(one.getPackageName()))
                    .map(HouseIT::outermost)
                    .forEach(used::add);
        }
        return used;
    }

    // What it names, and what it is given or hands on without naming it.
    private static Stream<JavaClass> uses(JavaClass one) {
        Stream<JavaClass> named = one.getDirectDependenciesFromSelf().stream().map(Dependency::getTargetClass);
        Stream<JavaClass> passed = one.getCodeUnitCallsFromSelf().stream()
                .map(JavaCall::getTarget)
                .flatMap(target ->
                        Stream.concat(Stream.of(target.getRawReturnType()), target.getRawParameterTypes().stream()));
        return Stream.concat(named, passed);
    }

    private static boolean exists(String name) {
        return all.contain(name);
    }

    @Test
    void packagesAreSmall() {
        Map<String, Long> sizes =
                topLevel().collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
        sizes.entrySet()
                .removeIf(one -> one.getValue() <= (DETECTORS.contains(one.getKey()) ? MOST_DETECTORS : MOST_TYPES));
        assertThat(sizes).isEmpty();
    }

    @Test
    void noTwoTypesHaveOneName() {
        Map<String, List<String>> byName = topLevel()
                .collect(Collectors.groupingBy(
                        JavaClass::getSimpleName, Collectors.mapping(JavaClass::getName, Collectors.toList())));
        byName.values().removeIf(names -> names.size() == 1);
        assertThat(byName).isEmpty();
    }

    @Test
    void rootOfTheEngineHoldsTheFacadeAlone() {
        assertThat(topLevel().filter(one -> one.getPackageName().equals(ENGINE)).map(JavaClass::getSimpleName))
                .containsExactlyInAnyOrder("Warden", "Engine", "EngineBuilder", "EngineConfig", "Ports");
    }

    private static Stream<JavaClass> topLevel() {
        return MAIN.values().stream()
                .flatMap(List::stream)
                .filter(JavaClass::isTopLevelClass)
                .filter(one -> !one.getSimpleName().equals("package-info"));
    }

    // By its name: an array's is "[Lname;" or "name[]", as whoever made it liked.
    private static String outermost(JavaClass one) {
        return one.getName().replaceAll("^\\[+L|;$|(\\[])+$|\\$.*", "");
    }
}
