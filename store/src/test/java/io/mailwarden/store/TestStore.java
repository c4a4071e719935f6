package io.mailwarden.store;

import io.mailwarden.engine.fixtures.TestClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A store that is opened, empty, before each test, and closed after it. */
final class TestStore implements BeforeEachCallback, AfterEachCallback {

    /** Makes a new one, to be kept in that folder. */
    interface Maker {
        StoreConfig make(Path folder) throws Exception;
    }

    private final Maker maker;
    private @Nullable Path folder;
    private Stores.@Nullable Open open;

    private TestStore(Maker maker) {
        this.maker = maker;
    }

    static TestStore sqlite() {
        return new TestStore(Stores::sqlite);
    }

    static TestStore postgresql() {
        return new TestStore(Stores::postgresql);
    }

    Database database() {
        return open().database();
    }

    SqlEventLog log() {
        return open().log();
    }

    TestClock clock() {
        return open().clock();
    }

    SqlProfileStore profiles() {
        return open().profiles();
    }

    private Stores.Open open() {
        return Objects.requireNonNull(open, "no test runs");
    }

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        folder = Files.createTempDirectory("mailwarden-store");
        open = Stores.Open.of(maker.make(folder));
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        open().close();
        List<Path> files;
        try (Stream<Path> all = Files.walk(Objects.requireNonNull(folder))) {
            files = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }
}
