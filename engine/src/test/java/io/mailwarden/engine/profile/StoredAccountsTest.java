package io.mailwarden.engine.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Login;
import io.mailwarden.engine.event.Protocol;
import io.mailwarden.engine.eventlog.EventOutcome;
import io.mailwarden.engine.eventlog.LogEntry.EventAssessed;
import io.mailwarden.engine.fixtures.TestNode;
import io.mailwarden.engine.fixtures.TestStore;
import io.mailwarden.engine.origin.Origin;
import io.mailwarden.engine.profile.ProfileStore.Snapshot;
import io.mailwarden.engine.support.StoreUnavailable;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StoredAccountsTest {

    private final TestStore store = new TestStore();
    private final TestNode node = store.node(1);
    private final StoredAccounts stored = new StoredAccounts();

    private static Account account(int number) {
        return new Account("somebody" + number + "@example.org");
    }

    private void logs(Account account) {
        Login login = new Login(
                Facts.START, account, Protocol.IMAP, Login.Outcome.REFUSED, Optional.empty(), Login.Secret.NONE);
        node.append(new EventAssessed(login, Origin.UNKNOWN, EventOutcome.COUNTED));
        node.flush();
    }

    private long held(int from, int to) {
        return IntStream.range(from, to).filter(i -> stored.mayHold(account(i))).count();
    }

    @Test
    void anybodyMayBeStoredUntilTheStoreIsRead() {
        assertThat(held(0, 100)).isEqualTo(100);
    }

    @Test
    void whoHasASnapshotOrAnEntryMayBeAndHardlyAnybodyElse() {
        for (int i = 0; i < 2_500; i++) {
            logs(account(i));
            node.save(List.of(new Snapshot(account(10_000 + i), Fold.RULES, new byte[0])));
        }

        stored.read(node, node);

        assertThat(held(0, 2_500)).isEqualTo(2_500);
        assertThat(held(10_000, 12_500)).isEqualTo(2_500);
        assertThat(held(20_000, 30_000)).isLessThan(10);
    }

    @Test
    void aMillionAreToldFromOthersInNineHundredNinetyNineOfAThousandCases() {
        stored.read(node, node);
        for (int i = 0; i < 1_000_000; i++) {
            stored.add(account(i));
        }

        assertThat(held(0, 10_000)).isEqualTo(10_000);
        assertThat(held(1_000_000, 1_020_000)).isLessThan(20);
    }

    @Test
    void whoIsAddedMayBe() {
        stored.read(node, node);
        assertThat(stored.mayHold(account(1))).isFalse();

        stored.add(account(1));

        assertThat(stored.mayHold(account(1))).isTrue();
        assertThat(stored.mayHold(account(2))).isFalse();
    }

    @Test
    void anybodyMayBeWhenTheStoreCannotBeRead() {
        stored.read(node, node);
        store.gone(true);

        assertThatThrownBy(() -> stored.read(node, node)).isInstanceOf(StoreUnavailable.class);

        assertThat(held(0, 100)).isEqualTo(100);
    }

    @Test
    void anybodyMayBeWhereTheLogIsTooLongToBeRead() {
        for (int i = 0; i < 201_000; i++) {
            Login login = new Login(
                    Facts.START, account(7), Protocol.IMAP, Login.Outcome.REFUSED, Optional.empty(), Login.Secret.NONE);
            node.append(new EventAssessed(login, Origin.UNKNOWN, EventOutcome.COUNTED));
        }
        node.flush();

        stored.read(node, node);

        assertThat(held(0, 100)).isEqualTo(100);
    }
}
