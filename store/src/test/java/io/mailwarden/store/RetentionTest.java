package io.mailwarden.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.eventlog.LogEntry.CacheInvalidation;
import io.mailwarden.engine.eventlog.LogEntry.Topic;
import io.mailwarden.engine.eventlog.LogPositions;
import io.mailwarden.engine.profile.ProfileStore.Snapshot;
import io.mailwarden.engine.support.Alarms.Alarm;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionTest {

    private static final Account BOB = new Account("bob@example.org");
    private static final Account ALICE = new Account("alice@example.org");

    @TempDir
    private Path directory;

    private Stores.Open open;
    private final Set<Account> folded = new TreeSet<>();

    @BeforeEach
    void openStore() {
        open = Stores.Open.of(Stores.sqlite(directory));
    }

    @AfterEach
    void closeStore() {
        open.close();
    }

    @Test
    void removesWhatIsTooOld() {
        append(BOB, 10);
        later(Duration.ofDays(60));
        append(ALICE, 10);
        later(Duration.ofDays(31));

        look(folded::addAll);

        assertThat(open.log().of(BOB, new LogPositions())).isEmpty();
        assertThat(open.log().of(ALICE, new LogPositions())).hasSize(10);
        assertThat(open.alarms().standing()).isEmpty();
    }

    @Test
    void keepsWhatIsNotTooOld() {
        append(BOB, 10);
        later(Duration.ofDays(89));

        look(folded::addAll);

        assertThat(open.log().of(BOB, new LogPositions())).hasSize(10);
        assertThat(folded).isEmpty();
    }

    @Test
    void foldsTheAccountsOfWhatGoesFirst() {
        append(BOB, 1);
        append(ALICE, 1);
        later(Duration.ofDays(91));

        look(accounts -> {
            folded.addAll(accounts);
            assertThat(open.log().of(BOB, new LogPositions())).hasSize(1);
        });

        assertThat(folded).containsExactly(ALICE, BOB);
        assertThat(open.log().of(BOB, new LogPositions())).isEmpty();
    }

    @Test
    void doesNotFoldAgainWhatALaterSnapshotHas() {
        append(BOB, 1);
        append(ALICE, 1);
        later(Duration.ofHours(2));
        open.profiles().save(List.of(new Snapshot(BOB, 1, new byte[1])));
        later(Duration.ofDays(91));

        look(folded::addAll);

        assertThat(folded).containsExactly(ALICE);
    }

    @Test
    void keepsWhatCannotBeFolded() {
        append(BOB, 1);
        later(Duration.ofDays(91));

        look(accounts -> {
            throw new IllegalStateException("no");
        });

        assertThat(open.log().of(BOB, new LogPositions())).hasSize(1);
        assertThat(open.alarms().standing()).extracting(Alarm::cause).containsExactly(Retention.ALARM);

        look(folded::addAll);
        assertThat(open.log().of(BOB, new LogPositions())).isEmpty();
        assertThat(open.alarms().standing()).isEmpty();
    }

    @Test
    void clockThatJumpsForwardRemovesNothing() {
        append(BOB, 1);
        try (Retention retention = resting(folded::addAll)) {
            later(Duration.ofDays(10_000));
            retention.look();
        }

        assertThat(open.log().of(BOB, new LogPositions())).hasSize(1);
    }

    @Test
    void removesTheOldestOfWhatIsTooLarge() {
        append(BOB, 10);
        later(Duration.ofHours(2));
        append(ALICE, 10);
        // As if each entry were 11 MB.
        open.database().change("inflate", handle -> handle.execute("UPDATE event_log_part SET bytes = 11000000 * 500"));

        look(folded::addAll);

        assertThat(open.log().of(BOB, new LogPositions())).isEmpty();
        assertThat(open.log().of(ALICE, new LogPositions())).hasSize(10);
        append(ALICE, 1);
        assertThat(open.log().of(ALICE, new LogPositions())).hasSize(11);
    }

    @Test
    void logGoesOnBehindWhatWasRemoved() {
        append(BOB, 5);
        later(Duration.ofDays(91));
        look(folded::addAll);
        append(BOB, 1);

        assertThat(open.log().of(BOB, new LogPositions()))
                .extracting(logged -> logged.sequence())
                .containsExactly(6L);
        assertThat(new StoreTools(open.database(), open.config()).check().problems())
                .isEmpty();
    }

    private void append(Account account, int entries) {
        for (int i = 0; i < entries; i++) {
            open.log().append(new CacheInvalidation(Instant.EPOCH, account, Topic.INCIDENT, "1"));
        }
        open.log().flush();
    }

    private void later(Duration time) {
        open.clock().advance(time);
    }

    private void look(Consumer<Set<Account>> foldFirst) {
        try (Retention retention = resting(foldFirst)) {
            retention.look();
        }
    }

    private Retention resting(Consumer<Set<Account>> foldFirst) {
        return Retention.resting(open.database(), open.config(), open.clock(), open.alarms(), foldFirst);
    }
}
