package io.mailwarden.store.casework;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.review.casework.AccountDay;
import io.mailwarden.engine.review.casework.ActivityStore;
import io.mailwarden.engine.review.casework.Timeline;
import io.mailwarden.engine.review.casework.Timeline.TimelineStep;
import io.mailwarden.engine.review.casework.TimelineQuery;
import io.mailwarden.store.Database;
import io.mailwarden.store.Micros;
import io.mailwarden.store.log.AccountEvents;
import io.mailwarden.store.log.AccountEvents.Latest;
import io.mailwarden.store.log.HourlyCounts;
import io.mailwarden.store.log.IndexedEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Counts of what happened, in SQL: of one account by the index of the log, of domains and of everybody by the hours that
 * were counted when they were written. Thread-safe.
 */
public final class SqlActivityStore implements ActivityStore {

    private static final long MICROS_OF_A_SECOND = 1_000_000L;
    private static final long MICROS_OF_A_DAY = 86_400_000_000L;

    // Some tens of milliseconds, whoever it is.
    private static final int MOST_EVENTS = 50_000;

    public static final String HOURS =
            """
            SELECT (hour - :from) / :step AS step, SUM(logins), SUM(refused), SUM(messages), SUM(findings)
            FROM activity WHERE scope IN (<scopes>) AND hour >= :from AND hour < :to GROUP BY 1
            """;

    private final Database database;

    private final AccountEvents accounts;

    public SqlActivityStore(Database database) {
        this(database, new AccountEvents(database));
    }

    /** With what somebody else has read of the log already. */
    public SqlActivityStore(Database database, AccountEvents accounts) {
        this.database = database;
        this.accounts = accounts;
    }

    @Override
    public List<AccountDay> days(List<AccountDay.Ending> days) {
        return days.stream().map(this::day).toList();
    }

    private AccountDay day(AccountDay.Ending day) {
        long to = Micros.of(day.at()) + 1;
        long from = to - MICROS_OF_A_DAY;
        Latest latest = accounts.latest(day.account(), from, to, AccountDay.MOST);
        long countries = latest.logins().stream()
                .map(IndexedEvent::country)
                .filter(country -> !country.isEmpty())
                .distinct()
                .count();
        return new AccountDay(latest.messages().size(), Math.toIntExact(countries));
    }

    /** What is counted in one step. */
    private record Counted(long step, TimelineStep sums) {

        static Counted of(ResultSet row) throws SQLException {
            return new Counted(
                    row.getLong(1),
                    new TimelineStep(Instant.EPOCH, row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)));
        }

        static Counted of(IndexedEvent event, long step) {
            return new Counted(
                    step,
                    new TimelineStep(
                            Instant.EPOCH,
                            event.kind() == IndexedEvent.Kind.ACCEPTED ? 1 : 0,
                            event.kind() == IndexedEvent.Kind.REFUSED ? 1 : 0,
                            event.kind() == IndexedEvent.Kind.MESSAGE ? 1 : 0,
                            event.findings()));
        }
    }

    @Override
    public Timeline timeline(TimelineQuery query) {
        return query.account().map(account -> ofAccount(query, account)).orElseGet(() -> ofDomains(query));
    }

    private Timeline ofAccount(TimelineQuery query, Account account) {
        long from = Micros.of(query.from());
        long to = Micros.of(query.to());
        Latest latest = accounts.latest(account, from, to, MOST_EVENTS);
        Optional<Instant> complete = Stream.of(cut(latest.logins()), cut(latest.messages()))
                .flatMap(Optional::stream)
                .max(Instant::compareTo);
        long step = query.step().toSeconds() * MICROS_OF_A_SECOND;
        List<Counted> counted = Stream.of(latest.logins(), latest.messages())
                .flatMap(List::stream)
                .map(event -> Counted.of(event, (event.at() - from) / step))
                .toList();
        return new Timeline(steps(query, counted), complete);
    }

    // Where the counting ended, since there was more.
    private static Optional<Instant> cut(List<IndexedEvent> newestFirst) {
        return newestFirst.size() < MOST_EVENTS
                ? Optional.empty()
                : Optional.of(Micros.time(newestFirst.get(MOST_EVENTS - 1).at()));
    }

    private Timeline ofDomains(TimelineQuery query) {
        List<String> scopes = query.domains().all()
                ? List.of(HourlyCounts.EVERYBODY)
                : query.domains().each().map(HourlyCounts::scope).toList();
        List<Counted> hours = database.read("count what happened", handle -> handle.createQuery(HOURS)
                .bindList("scopes", scopes)
                .bind("from", Micros.of(query.from()) / HourlyCounts.HOUR)
                .bind("to", Micros.of(query.to()) / HourlyCounts.HOUR)
                .bind("step", query.step().toHours())
                .map((row, context) -> Counted.of(row))
                .list());
        return new Timeline(steps(query, hours), Optional.empty());
    }

    private static List<TimelineStep> steps(TimelineQuery query, List<Counted> counted) {
        Map<Long, TimelineStep> sums = new TreeMap<>();
        for (Counted one : counted) {
            sums.merge(one.step(), one.sums(), SqlActivityStore::plus);
        }
        List<TimelineStep> steps = new ArrayList<>();
        for (int i = 0; i < query.steps(); i++) {
            TimelineStep sum = sums.getOrDefault((long) i, new TimelineStep(Instant.EPOCH, 0, 0, 0, 0));
            Instant at = query.from().plus(query.step().multipliedBy(i));
            steps.add(new TimelineStep(at, sum.logins(), sum.refused(), sum.messages(), sum.anomalies()));
        }
        return steps;
    }

    private static TimelineStep plus(TimelineStep one, TimelineStep other) {
        return new TimelineStep(
                one.at(),
                one.logins() + other.logins(),
                one.refused() + other.refused(),
                one.messages() + other.messages(),
                one.anomalies() + other.anomalies());
    }
}
