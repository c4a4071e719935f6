package io.mailwarden.store.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.fixtures.AlertStoreContract;
import io.mailwarden.engine.response.alert.AlertRow;
import io.mailwarden.engine.response.alert.AlertStore;
import io.mailwarden.store.TestStore;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the outbox in SQL does, on any database. */
@SuppressWarnings("JUnitTestMethodsInAbstractClass")
abstract class SqlAlertStoreContract extends AlertStoreContract {

    @RegisterExtension
    final TestStore open;

    private AlertStore store;
    private AlertStore another;

    SqlAlertStoreContract(TestStore open) {
        this.open = open;
    }

    @BeforeEach
    void openStores() {
        store = new SqlAlertStore(open.database());
        another = new SqlAlertStore(open.another());
    }

    @AfterEach
    void hadNoTrouble() {
        assertThat(open.alarms().standing()).isEmpty();
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
            store.raise("id" + i, alert("a", "x" + i), LIMITS, NOON);
        }
        List<AlertRow> before = store.latest(10);
        open.database().close();

        AlertStore later = new SqlAlertStore(open.another());

        assertThat(later.latest(10)).isEqualTo(before);
        assertThat(later.raise("id9", alert("a", "x0"), LIMITS, NOON)).isEqualTo(AlertStore.Admission.REPEATED);
        assertThat(later.raise("id9", alert("a", "x9"), LIMITS, NOON)).isEqualTo(AlertStore.Admission.COLLECTED);
        assertThat(later.digest("digest", LIMITS, NOON.plus(LIMITS.digestEvery())))
                .isTrue();
        assertThat(later.latest(1))
                .singleElement()
                .satisfies(row -> assertThat(row.alert().content().findings()).hasSize(3));
    }
}
