package io.mailwarden.store.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.eventlog.LogEntry.CacheInvalidation;
import io.mailwarden.engine.eventlog.LogEntry.Topic;
import io.mailwarden.engine.eventlog.LoggedEntry;
import io.mailwarden.store.Node;
import io.mailwarden.store.Stores;
import io.mailwarden.store.TestStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class SqlEventHistoryTest {

    private static final Account BOB = new Account("bob@example.org");

    @RegisterExtension
    final TestStore open = TestStore.sqlite();

    private Instant at(int second) {
        return open.clock().instant().plusSeconds(second);
    }

    private void append(Instant at, String key) {
        open.log().append(new CacheInvalidation(at, BOB, Topic.INCIDENT, key));
        open.log().flush();
    }

    private List<String> since(Instant from) {
        List<String> keys = new ArrayList<>();
        new SqlEventHistory(open.database()).since(from).forEachRemaining(one -> keys.add(key(one)));
        return keys;
    }

    private static String key(LoggedEntry one) {
        return ((CacheInvalidation) one.entry()).key();
    }

    @Test
    void anEmptyLogHasNoPast() {
        assertThat(new SqlEventHistory(open.database()).oldest()).isEmpty();
        assertThat(since(Instant.EPOCH)).isEmpty();
    }

    @Test
    void allThatANodeWroteComesInItsOrder() {
        for (int i = 0; i < 5_000; i++) {
            open.log().append(new CacheInvalidation(at(i), BOB, Topic.INCIDENT, "k" + i));
        }
        open.log().flush();

        assertThat(since(Instant.EPOCH)).hasSize(5_000).startsWith("k0", "k1").endsWith("k4999");
        assertThat(new SqlEventHistory(open.database()).oldest()).contains(at(0));
    }

    @Test
    void severalNodesComeByTime(@TempDir Path folder) {
        append(at(0), "a0");
        append(at(20), "a20");
        append(at(10), "a10, late");
        try (Node node = Node.open(folder);
                SqlEventLog another =
                        SqlEventLog.start(open.database(), node, Stores.sqlite(folder), open.clock(), open.alarms())) {
            another.append(new CacheInvalidation(at(5), BOB, Topic.INCIDENT, "b5"));
            another.append(new CacheInvalidation(at(30), BOB, Topic.INCIDENT, "b30"));
            another.flush();

            assertThat(since(Instant.EPOCH)).containsExactly("a0", "b5", "a20", "a10, late", "b30");
        }
    }

    @Test
    void whatCannotBeReadIsPassedOver() {
        append(at(0), "before");
        append(at(1), "damaged");
        append(at(2), "after");
        int damaged = open.database()
                .change(
                        "damage an entry",
                        handle -> handle.execute("UPDATE event_log SET entry = '{' WHERE entry LIKE '%damaged%'"));
        assertThat(damaged).isEqualTo(1);

        assertThat(since(Instant.EPOCH)).containsExactly("before", "after");
    }

    @Test
    void partsThatWereWrittenBeforeAreLeftOut() {
        append(at(0), "old");
        open.clock().advance(Duration.ofHours(3));
        append(at(0), "new");

        assertThat(since(at(0))).containsExactly("new");
        assertThat(since(at(0).minus(Duration.ofHours(3)))).containsExactly("old", "new");
    }
}
