package io.mailwarden.store.casework;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.review.casework.AccountDay;
import io.mailwarden.engine.review.casework.ActivityStore;
import io.mailwarden.engine.review.casework.Timeline;
import io.mailwarden.engine.review.casework.Timeline.TimelineStep;
import io.mailwarden.engine.review.casework.TimelineQuery;
import io.mailwarden.store.Database;
import io.mailwarden.store.Micros;
import io.mailwarden.store.log.HourlyCounts;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Counts of what happened, in SQL: of one account by the indexes of the log, of domains and of everybody by the hours that
 * were counted when they were written. Thread-safe.
 */
public final class SqlActivityStore implements ActivityStore {

    // A row of the answer for each day; each counts in an index, and never further than it says.
    private static final String DAYS =
            """
            WITH wanted (number, account, since, until) AS (VALUES %s)
            SELECT number,
                (SELECT COUNT(*) FROM (SELECT 1 FROM event_log WHERE event_log.account = wanted.account
                    AND kind = 'message' AND at > wanted.since AND at <= wanted.until LIMIT %d) AS sent),
                (SELECT COUNT(DISTINCT country) FROM (SELECT country FROM event_log
                    WHERE event_log.account = wanted.account AND kind IN ('login', 'client-seen')
                    AND at > wanted.since AND at <= wanted.until ORDER BY at DESC LIMIT %d) AS seen)
            FROM wanted
            """;

    private static final String DAY = "(CAST(? AS BIGINT), CAST(? AS TEXT), CAST(? AS BIGINT), CAST(? AS BIGINT))";

    private static final long MICROS_OF_A_DAY = 86_400_000_000L;
    private static final int AT_ONCE = 200;

    // Some tens of milliseconds, whoever it is.
    private static final int MOST_EVENTS = 50_000;

    public static final String LOGINS =
            """
            SELECT (at - :from) / :step AS step,
                SUM(CASE WHEN kind = 'login' AND COALESCE(outcome, 'accepted') = 'accepted' THEN 1 ELSE 0 END),
                SUM(CASE WHEN outcome IN ('refused', 'blocked') THEN 1 ELSE 0 END), 0, SUM(COALESCE(findings, 0)),
                COUNT(*), MIN(at)
            FROM (SELECT at, kind, outcome, findings FROM event_log WHERE account = :account
                AND kind IN ('login', 'client-seen') AND at >= :from AND at < :to ORDER BY at DESC LIMIT :most) AS latest
            GROUP BY 1
            """;

    public static final String MESSAGES =
            """
            SELECT (at - :from) / :step AS step, 0, 0, COUNT(*), SUM(COALESCE(findings, 0)), COUNT(*), MIN(at)
            FROM (SELECT at, kind, findings FROM event_log WHERE account = :account
                AND kind = 'message' AND at >= :from AND at < :to ORDER BY at DESC LIMIT :most) AS latest
            GROUP BY 1
            """;

    public static final String HOURS =
            """
            SELECT (hour - :from) / :step AS step, SUM(logins), SUM(refused), SUM(messages), SUM(findings), 0, 0
            FROM activity WHERE scope IN (<scopes>) AND hour >= :from AND hour < :to GROUP BY 1
            """;

    private final Database database;

    public SqlActivityStore(Database database) {
        this.database = database;
    }

    @Override
    public List<AccountDay> days(List<AccountDay.Ending> days) {
        List<AccountDay> all = new ArrayList<>(Collections.nCopies(days.size(), AccountDay.NOTHING));
        for (int from = 0; from < days.size(); from += AT_ONCE) {
            int start = from;
            List<AccountDay.Ending> some = days.subList(from, Math.min(days.size(), from + AT_ONCE));
            database.read("count what accounts did", handle -> {
                read(handle, some, start, all);
                return all;
            });
        }
        return all;
    }

    private static void read(Handle handle, List<AccountDay.Ending> days, int start, List<AccountDay> all)
            throws SQLException {
        String rows = String.join(", ", Collections.nCopies(days.size(), DAY));
        String sql = String.format(Locale.ROOT, DAYS, rows, AccountDay.MOST, AccountDay.MOST);
        try (PreparedStatement select = handle.getConnection().prepareStatement(sql)) {
            for (int i = 0; i < days.size(); i++) {
                long until = Micros.of(days.get(i).at());
                select.setLong(4 * i + 1, start + i);
                select.setString(4 * i + 2, days.get(i).account().name());
                select.setLong(4 * i + 3, until - MICROS_OF_A_DAY);
                select.setLong(4 * i + 4, until);
            }
            try (ResultSet read = select.executeQuery()) {
                while (read.next()) {
                    all.set(read.getInt(1), new AccountDay(read.getLong(2), read.getInt(3)));
                }
            }
        }
    }

    /** The counts of one step, and how many events they are of, the first of which was then. */
    private record Counted(long step, TimelineStep sums, long events, long first) {

        static Counted of(ResultSet row) throws SQLException {
            return new Counted(
                    row.getLong(1),
                    new TimelineStep(Instant.EPOCH, row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)),
                    row.getLong(6),
                    row.getLong(7));
        }
    }

    @Override
    public Timeline timeline(TimelineQuery query) {
        return query.account().map(account -> ofAccount(query, account)).orElseGet(() -> ofDomains(query));
    }

    private Timeline ofAccount(TimelineQuery query, Account account) {
        List<Counted> logins = counted(LOGINS, query, account);
        List<Counted> messages = counted(MESSAGES, query, account);
        List<Counted> all = new ArrayList<>(logins);
        all.addAll(messages);
        Optional<Instant> complete =
                Stream.of(cut(logins), cut(messages)).flatMap(Optional::stream).max(Instant::compareTo);
        return new Timeline(steps(query, all), complete);
    }

    private List<Counted> counted(String sql, TimelineQuery query, Account account) {
        return database.read("count what " + account + " did", handle -> handle.createQuery(sql)
                .bind("account", account.name())
                .bind("from", Micros.of(query.from()))
                .bind("to", Micros.of(query.to()))
                .bind("step", query.step().toSeconds() * 1_000_000)
                .bind("most", MOST_EVENTS)
                .map((row, context) -> Counted.of(row))
                .list());
    }

    // Where the counting ended, since there was more.
    private static Optional<Instant> cut(List<Counted> counted) {
        long events = counted.stream().mapToLong(Counted::events).sum();
        return events < MOST_EVENTS
                ? Optional.empty()
                : counted.stream().map(Counted::first).min(Long::compareTo).map(Micros::time);
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
