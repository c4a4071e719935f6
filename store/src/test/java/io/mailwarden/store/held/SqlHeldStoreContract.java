package io.mailwarden.store.held;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.fixtures.HeldStoreContract;
import io.mailwarden.engine.response.held.HeldMessage;
import io.mailwarden.engine.response.held.HeldMessage.HeldState;
import io.mailwarden.engine.response.held.HeldQuery;
import io.mailwarden.engine.response.held.HeldStore;
import io.mailwarden.engine.response.held.HeldStore.Claim;
import io.mailwarden.store.Database;
import io.mailwarden.store.TestStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What rows of held mail in SQL do, on any database. */
@SuppressWarnings("JUnitTestMethodsInAbstractClass")
abstract class SqlHeldStoreContract extends HeldStoreContract {

    @RegisterExtension
    final TestStore open;

    private HeldStore store;

    SqlHeldStoreContract(TestStore open) {
        this.open = open;
    }

    @BeforeEach
    void openStore() {
        store = node("one", open.database());
    }

    private static HeldStore node(String name, Database database) {
        return new SqlHeldStore(database, () -> name);
    }

    @AfterEach
    void hadNoTrouble() {
        assertThat(open.alarms().standing()).isEmpty();
    }

    @Override
    protected HeldStore store() {
        return store;
    }

    @Test
    void keepsThemWhenItIsClosed() {
        HeldMessage message = of(held("1", BOB, NOON), "i1");
        store.add(message, NOON);
        open.database().close();

        assertThat(node("one", open.another()).search(HeldQuery.newest(10)).items())
                .extracting(row -> row.message())
                .containsExactly(message);
    }

    @Test
    void nodesShareRowsAndKnowTheirOwn() {
        HeldStore other = node("two", open.another());
        HeldMessage message = held("1", BOB, NOON);
        store.add(message, NOON);

        assertThat(other.find("1").orElseThrow().mine()).isFalse();
        assertThat(other.mine("", 10)).isEmpty();
        assertThat(store.mine("", 10)).containsExactly(message);
        assertThat(other.add(message, NOON)).isFalse();
        assertThat(other.move(message.key(), HeldState.WAITING, HeldState.RELEASING, NOON))
                .isTrue();
        assertThat(store.move(message.key(), HeldState.WAITING, HeldState.DELETED, NOON))
                .isFalse();
        assertThat(store.claim(message.key(), "a", NOON)).isEqualTo(Claim.PASS);
        assertThat(other.claim(message.key(), "b", NOON)).isEqualTo(Claim.DROP);
        assertThat(other.over(NOON.plusSeconds(1), 10)).isEmpty();
        assertThat(store.over(NOON.plusSeconds(1), 10)).hasSize(1);
    }
}
