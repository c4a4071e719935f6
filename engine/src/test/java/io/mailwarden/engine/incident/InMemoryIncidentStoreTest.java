package io.mailwarden.engine.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.fixtures.IncidentStoreContract;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class InMemoryIncidentStoreTest extends IncidentStoreContract {

    private final InMemoryIncidentStore store = new InMemoryIncidentStore(100);

    @Override
    protected IncidentStore store() {
        return store;
    }

    @Test
    void keepsNoMoreThanItsRoom() {
        for (int i = 0; i < 1_000; i++) {
            keep(incident(String.format(Locale.ROOT, "id%04d", i), "a" + i, IncidentState.OPEN, NOON.plusSeconds(i)));
        }

        assertThat(store.page(IncidentQuery.latest(1000)).items()).hasSize(100);
        assertThat(store.find("id0999")).isPresent();
        assertThat(store.find("id0000")).isEmpty();
        assertThat(store.current(new Account("a0"))).isEmpty();
    }

    @Test
    void dropsWhatIsOverBeforeWhatWaits() {
        keep(incident("id0000", "waits", IncidentState.OPEN, NOON));
        for (int i = 1; i < 1_000; i++) {
            keep(incident(String.format(Locale.ROOT, "id%04d", i), "a" + i, IncidentState.LAPSED, NOON.plusSeconds(i)));
        }

        assertThat(store.current(new Account("waits"))).isPresent();
        assertThat(store.find("id0999")).isPresent();
    }
}
