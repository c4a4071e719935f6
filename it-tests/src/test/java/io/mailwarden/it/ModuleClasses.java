package io.mailwarden.it;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The compiled classes of every module, for rules that hold everywhere. */
final class ModuleClasses {

    private static final Path ROOT = Path.of(System.getProperty("mailwarden.root", ".."));

    private ModuleClasses() {}

    /** Main code and tests. */
    static JavaClasses all() throws IOException {
        return in("classes", "test-classes");
    }

    /** Main code only. */
    static JavaClasses main() throws IOException {
        return in("classes");
    }

    private static JavaClasses in(String... names) throws IOException {
        List<Path> folders = new ArrayList<>();
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (Path module : modules.filter(path -> Files.exists(path.resolve("pom.xml")))
                    .toList()) {
                Stream.of(names)
                        .map(name -> module.resolve("target").resolve(name))
                        .filter(Files::exists)
                        .forEach(folders::add);
            }
        }
        return new ClassFileImporter().importPaths(folders);
    }
}
