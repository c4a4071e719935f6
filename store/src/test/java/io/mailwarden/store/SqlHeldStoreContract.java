package io.mailwarden.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.event.Alarms;
import io.mailwarden.engine.fixtures.HeldStoreContract;
import io.mailwarden.engine.fixtures.TestClock;
import io.mailwarden.engine.response.held.HeldMessage;
import io.mailwarden.engine.response.held.HeldMessage.State;
import io.mailwarden.engine.response.held.HeldQuery;
import io.mailwarden.engine.response.held.HeldStore;
import io.mailwarden.engine.response.held.HeldStore.Claim;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What rows of held mail in SQL do, on any database. */
@SuppressWarnings("JUnitTestMethodsInAbstractClass")
abstract class SqlHeldStoreContract extends HeldStoreContract {

    private static final TestClock CLOCK = TestClock.at("2026-05-03T12:00:00Z");

    @TempDir
    private Path directory;

    private final Alarms alarms = new Alarms(CLOCK);
    private final List<Database> open = new ArrayList<>();
    private StoreConfig config;
    private HeldStore store;

    abstract StoreConfig config(Path directory) throws Exception;

    @BeforeEach
    void open() throws Exception {
        config = config(directory);
        store = node("one");
    }

    /** The same rows through connections of its own, as another process has them. */
    private HeldStore node(String name) {
        Database database = Database.open(config, alarms, CLOCK);
        open.add(database);
        return new SqlHeldStore(database, () -> name);
    }

    @AfterEach
    void close() {
        assertThat(alarms.standing()).isEmpty();
        open.forEach(Database::close);
    }

    @Override
    protected HeldStore store() {
        return store;
    }

    @Test
    void keepsThemWhenItIsClosed() {
        HeldMessage message = of(held("1", BOB, NOON), "i1");
        store.add(message, NOON);
        open.get(0).close();

        assertThat(node("one").search(HeldQuery.newest(10)).items())
                .extracting(row -> row.message())
                .containsExactly(message);
    }

    @Test
    void nodesShareRowsAndKnowTheirOwn() {
        HeldStore other = node("two");
        HeldMessage message = held("1", BOB, NOON);
        store.add(message, NOON);

        assertThat(other.find("1").orElseThrow().mine()).isFalse();
        assertThat(other.mine("", 10)).isEmpty();
        assertThat(store.mine("", 10)).containsExactly(message);
        assertThat(other.add(message, NOON)).isFalse();
        assertThat(other.move(message.key(), State.WAITING, State.RELEASING, NOON))
                .isTrue();
        assertThat(store.move(message.key(), State.WAITING, State.DELETED, NOON))
                .isFalse();
        assertThat(store.claim(message.key(), "a", NOON)).isEqualTo(Claim.PASS);
        assertThat(other.claim(message.key(), "b", NOON)).isEqualTo(Claim.DROP);
        assertThat(other.over(NOON.plusSeconds(1), 10)).isEmpty();
        assertThat(store.over(NOON.plusSeconds(1), 10)).hasSize(1);
    }
}
