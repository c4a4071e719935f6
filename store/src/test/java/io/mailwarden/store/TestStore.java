package io.mailwarden.store;

import io.mailwarden.engine.fixtures.TestClock;
import io.mailwarden.engine.support.Alarms;
import io.mailwarden.store.log.SqlEventLog;
import io.mailwarden.store.profile.SqlProfileStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A store that is opened, empty, before each test, and closed after it. */
public final class TestStore implements BeforeEachCallback, AfterEachCallback {

    /** Makes a new one, to be kept in that folder. */
    interface Maker {
        StoreConfig make(Path folder) throws Exception;
    }

    private final Maker maker;
    private @Nullable Path folder;
    private Stores.@Nullable Open open;
    private final List<Database> others = new ArrayList<>();

    private TestStore(Maker maker) {
        this.maker = maker;
    }

    public static TestStore sqlite() {
        return new TestStore(Stores::sqlite);
    }

    public static TestStore postgresql() {
        return new TestStore(Stores::postgresql);
    }

    /** As on engines that serialize all transactions, and undo those that come in each other's way. */
    public static TestStore serialized() {
        return new TestStore(folder -> {
            String url = Stores.postgresql(folder).database().url();
            String isolation = "options=-c%20default_transaction_isolation%3Dserializable";
            return Stores.config(folder, url + (url.contains("?") ? "&" : "?") + isolation);
        });
    }

    public Database database() {
        return open().database();
    }

    /** The same store through connections of its own, as another process has them. */
    public Database another() {
        Stores.Open first = open();
        Database another = Database.open(first.config(), first.alarms(), first.clock());
        others.add(another);
        return another;
    }

    public Alarms alarms() {
        return open().alarms();
    }

    public SqlEventLog log() {
        return open().log();
    }

    public TestClock clock() {
        return open().clock();
    }

    public SqlProfileStore profiles() {
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
        others.forEach(Database::close);
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
