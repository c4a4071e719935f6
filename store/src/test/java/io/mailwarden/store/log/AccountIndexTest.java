package io.mailwarden.store.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.event.Event;
import io.mailwarden.engine.event.EventLines;
import io.mailwarden.engine.eventlog.EntryLines;
import io.mailwarden.engine.eventlog.EventOutcome;
import io.mailwarden.engine.eventlog.EventOutcome.Learning;
import io.mailwarden.engine.eventlog.Evidence;
import io.mailwarden.engine.eventlog.LogEntry;
import io.mailwarden.engine.eventlog.LogEntry.Decision;
import io.mailwarden.engine.eventlog.LogEntry.EventAssessed;
import io.mailwarden.engine.eventlog.LogEntry.Reviewed;
import io.mailwarden.engine.eventlog.LogPositions;
import io.mailwarden.engine.eventlog.LoggedEntry;
import io.mailwarden.engine.eventlog.Suspicion;
import io.mailwarden.engine.origin.NetworkKind;
import io.mailwarden.engine.origin.Origin;
import io.mailwarden.engine.origin.Place;
import io.mailwarden.store.Micros;
import io.mailwarden.store.StoreConfig;
import io.mailwarden.store.Stores;
import io.mailwarden.store.log.AccountIndex.Wanted;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an account did is found, in whichever run it is, or in none yet. */
class AccountIndexTest {

    private static final int ACCOUNTS = 5;
    private static final Account ONE = new Account("account1@example.org");
    private static final long DAY = Duration.ofDays(1).toNanos() / 1_000;

    private static final Origin NORWAY = new Origin(
            Optional.empty(),
            Optional.empty(),
            Optional.of(new Place("NO", Optional.empty(), Optional.empty(), 20)),
            "",
            OptionalLong.empty(),
            NetworkKind.RESIDENTIAL,
            "",
            Origin.Trust.NONE);

    @TempDir
    private Path directory;

    private final RandomEntries entries = new RandomEntries(ACCOUNTS);

    @Test
    void sqliteFindsTheSameInRunsAndBehindThem() {
        findsTheSame(Stores.sqlite(directory));
    }

    @Test
    void postgresqlFindsTheSameInRunsAndBehindThem() throws SQLException {
        findsTheSame(Stores.postgresql(directory));
    }

    private void findsTheSame(StoreConfig config) {
        try (Stores.Open open = Stores.Open.of(config)) {
            AccountIndex index = new AccountIndex(open.database(), 40);
            for (int round = 0; round < 4; round++) {
                append(open, 50);
                List<Long> all = all(open);
                List<Event> logins = logins(open);
                List<IndexedEvent> sent = messages(index, 9);
                assertThat(all).hasSizeGreaterThan(5 * round);

                index.makeRuns(1, 0);

                assertThat(runs(open)).isEqualTo(round + 1);
                assertThat(all(open)).isEqualTo(all);
                assertThat(logins(open)).isEqualTo(logins);
                assertThat(messages(index, 9)).isEqualTo(sent);
                assertThat(messages(new AccountIndex(open.database()), 9)).isEqualTo(sent);
            }
            long last = open.log().last();
            append(open, 10);
            assertThat(open.log().of(ONE, LogPositions.of(Map.of(1, last))))
                    .allSatisfy(entry -> assertThat(entry.sequence()).isGreaterThan(last))
                    .isNotEmpty();
        }
    }

    @Test
    void countsWhatIsWithinASpan() {
        try (Stores.Open open = Stores.Open.of(Stores.sqlite(directory))) {
            AccountIndex index = new AccountIndex(open.database(), 1);
            for (int day = 0; day < 6; day++) {
                append(open, 30);
                index.makeRuns(1, 0);
                open.clock().advance(Duration.ofDays(1));
            }
            long now = Micros.of(open.clock().instant());
            Wanted third = new Wanted(now - 3 * DAY, now - 2 * DAY, event -> true);
            assertThat(index.newest(ONE, third, 100)).isNotEmpty().allSatisfy(event -> assertThat(event.at())
                    .isEqualTo(now - 3 * DAY));
            Wanted all = new Wanted(Long.MIN_VALUE, Long.MAX_VALUE, event -> true);
            List<IndexedEvent> newest = index.newest(ONE, all, 1_000);
            assertThat(newest).isSortedAccordingTo(IndexedEvent.NEWEST_FIRST);
            assertThat(index.newest(ONE, all, 3)).isEqualTo(newest.subList(0, 3));
        }
    }

    /** A run never changes: what it has of an account is read once. */
    @Test
    void remembersWhatItReadOfRuns() {
        try (Stores.Open open = Stores.Open.of(Stores.sqlite(directory))) {
            AccountIndex index = new AccountIndex(open.database(), 1);
            append(open, 30);
            index.makeRuns(1, 0);
            List<IndexedEvent> sent = messages(index, 9);
            int unused = open.database().change("spoil", handle -> handle.execute("DELETE FROM event_of_account"));

            assertThat(messages(index, 9)).isEqualTo(sent).isNotEmpty();
            assertThat(messages(new AccountIndex(open.database()), 9)).isEmpty();
        }
    }

    /** What this node wrote is known as if it were read, and is not read. */
    @Test
    void knowsWhatWasWrittenAsItIsRead() {
        try (Stores.Open open = Stores.Open.of(Stores.sqlite(directory))) {
            AccountIndex own = new AccountIndex(open.database());
            List<LogEntry> all = entriesOfAllKinds(open.clock().instant());
            for (LogEntry entry : all) {
                own.wrote(1, List.of(row(open.log().append(entry), entry)));
            }
            open.log().flush();
            List<IndexedEvent> read = new AccountIndex(open.database()).behind(ONE, new LogPositions());
            int unused = open.database().change("spoil", handle -> handle.execute("DELETE FROM event_log"));

            assertThat(own.behind(ONE, new LogPositions())).isEqualTo(read).hasSameSizeAs(all);
            assertThat(read).extracting(IndexedEvent::kind).contains(IndexedEvent.Kind.values());
            assertThat(open.log()
                            .accounts()
                            .latest(ONE, Long.MIN_VALUE, Long.MAX_VALUE, 100)
                            .logins())
                    .containsExactlyInAnyOrderElementsOf(
                            read.stream().filter(one -> one.kind().login()).toList());
        }
    }

    @Test
    void readsWhatCameBeforeWhatItWasTold() {
        try (Stores.Open open = Stores.Open.of(Stores.sqlite(directory))) {
            AccountIndex own = new AccountIndex(open.database());
            List<LogEntry> all = entriesOfAllKinds(open.clock().instant());
            for (LogEntry entry : all) {
                long sequence = open.log().append(entry);
                if (sequence % 3 == 0) {
                    own.wrote(1, List.of(row(sequence, entry)));
                }
            }
            open.log().flush();

            assertThat(own.behind(ONE, new LogPositions())).hasSameSizeAs(all);
        }
    }

    private static List<LogEntry> entriesOfAllKinds(Instant at) {
        List<LogEntry> all = new ArrayList<>();
        for (String rest : List.of(
                "\"kind\":\"login\",\"outcome\":\"accepted\",\"ip\":\"198.51.100.7\"",
                "\"kind\":\"login\",\"outcome\":\"refused\"",
                "\"kind\":\"login\",\"outcome\":\"blocked\"",
                "\"kind\":\"client-seen\"",
                "\"kind\":\"message\",\"recipients\":[\"bob@example.net\"]",
                "\"kind\":\"delivery-report\",\"recipient\":\"bob@example.net\",\"status\":\"5.1.1\"")) {
            Event event = EventLines.parse("{\"time\":\"" + at + "\",\"account\":\"" + ONE + "\"," + rest + "}");
            Suspicion found = new Suspicion(at, "new-country", Set.of(Evidence.PLACE), 0.5, 7, "why");
            for (Origin origin : List.of(Origin.UNKNOWN, NORWAY)) {
                all.add(new EventAssessed(event, origin, EventOutcome.COUNTED));
                all.add(new EventAssessed(
                        event,
                        origin,
                        EventOutcome.of(
                                "allow", List.of(found), Learning.ODD, EnumSet.noneOf(EventOutcome.Mark.class))));
            }
        }
        all.add(new Reviewed(at, ONE, Decision.DISMISSED, List.of(), ""));
        return all;
    }

    private static LogWriter.Row row(long sequence, LogEntry entry) {
        return new LogWriter.Row(sequence, entry.at(), entry.account(), EntryLines.write(entry), EventTraits.of(entry));
    }

    @Test
    void whoWasNotSeenForADayIsIndexedByAnother() {
        try (Stores.Open open = Stores.Open.of(Stores.sqlite(directory))) {
            AccountIndex index = new AccountIndex(open.database(), 1_000);
            append(open, 30);
            long seen = Micros.of(open.clock().instant());

            index.makeRuns(7, seen);
            assertThat(runs(open)).isZero();
            index.makeRuns(7, seen + 1);
            index.makeRuns(8, seen + 1);
            assertThat(runs(open)).isEqualTo(1);
            assertThat(open.log().of(ONE, new LogPositions())).isNotEmpty();
        }
    }

    private static List<Long> all(Stores.Open open) {
        return open.log().of(ONE, new LogPositions()).stream()
                .map(LoggedEntry::sequence)
                .toList();
    }

    private static List<Event> logins(Stores.Open open) {
        return open.log().logins(ONE, 7).stream().map(EventAssessed::event).toList();
    }

    private static List<IndexedEvent> messages(AccountIndex index, int limit) {
        return index.newest(
                ONE,
                new Wanted(Long.MIN_VALUE, Long.MAX_VALUE, event -> event.kind() == IndexedEvent.Kind.MESSAGE),
                limit);
    }

    private static int runs(Stores.Open open) {
        return open.database().read("count", handle -> handle.createQuery("SELECT COUNT(*) FROM event_run")
                .mapTo(Integer.class)
                .one());
    }

    private void append(Stores.Open open, int number) {
        for (int i = 0; i < number; i++) {
            open.log().append(entries.next(open.clock().instant()));
        }
        open.log().flush();
    }
}
