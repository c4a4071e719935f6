package io.mailwarden.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.event.Alarms;
import io.mailwarden.engine.fixtures.AlertStoreContract;
import io.mailwarden.engine.fixtures.TestClock;
import io.mailwarden.engine.response.alert.AlertRow;
import io.mailwarden.engine.response.alert.AlertStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the outbox in SQL does, on any database. */
@SuppressWarnings("JUnitTestMethodsInAbstractClass")
abstract class SqlAlertStoreContract extends AlertStoreContract {

    private static final TestClock CLOCK = TestClock.at("2026-05-03T12:00:00Z");

    @TempDir
    private Path directory;

    private final Alarms alarms = new Alarms(CLOCK);
    private final List<Database> open = new ArrayList<>();
    private StoreConfig config;
    private AlertStore store;
    private AlertStore another;

    abstract StoreConfig config(Path directory) throws Exception;

    @BeforeEach
    void open() throws Exception {
        config = config(directory);
        store = node();
        another = node();
    }

    private AlertStore node() {
        Database database = Database.open(config, alarms, CLOCK);
        open.add(database);
        return new SqlAlertStore(database);
    }

    @AfterEach
    void close() {
        assertThat(alarms.standing()).isEmpty();
        open.forEach(Database::close);
    }

    @Override
    protected AlertStore store() {
        return store;
    }

    @Override
    protected AlertStore another() {
        return another;
    }

    @Test
    void keepsAllWhenItIsClosed() {
        for (int i = 0; i < 5; i++) {
            store.raise("id" + i, alert("a" + i, "x"), LIMITS, NOON);
        }
        List<AlertRow> before = store.latest(10);
        open.forEach(Database::close);

        AlertStore later = node();

        assertThat(later.latest(10)).isEqualTo(before);
        assertThat(later.raise("id9", alert("a0", "x"), LIMITS, NOON)).isEqualTo(AlertStore.Outcome.REPEATED);
        assertThat(later.raise("id9", alert("a9", "x"), LIMITS, NOON)).isEqualTo(AlertStore.Outcome.COLLECTED);
        assertThat(later.digest("digest", LIMITS, NOON.plus(LIMITS.digestEvery())))
                .isTrue();
        assertThat(later.latest(1))
                .singleElement()
                .satisfies(row -> assertThat(row.alert().findings()).hasSize(3));
    }
}
