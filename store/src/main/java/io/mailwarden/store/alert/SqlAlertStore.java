package io.mailwarden.store.alert;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.response.alert.Alert;
import io.mailwarden.engine.response.alert.Alert.AlertContent;
import io.mailwarden.engine.response.alert.AlertLimits;
import io.mailwarden.engine.response.alert.AlertLimits.Sent;
import io.mailwarden.engine.response.alert.AlertQuery;
import io.mailwarden.engine.response.alert.AlertRow;
import io.mailwarden.engine.response.alert.AlertRow.AlertState;
import io.mailwarden.engine.response.alert.AlertStore;
import io.mailwarden.engine.support.Page;
import io.mailwarden.engine.support.StoreUnavailable;
import io.mailwarden.engine.support.Text;
import io.mailwarden.store.Database;
import io.mailwarden.store.Faults;
import io.mailwarden.store.Micros;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * The outbox of alerts in SQL. What decides about an alert is one transaction: first the key of what was told, then the
 * gate, then the count. Thread-safe.
 */
public final class SqlAlertStore implements AlertStore {

    // As for incidents: each time that this one is slower, another was faster.
    private static final int MOST_ATTEMPTS = 1000;

    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final int CANDIDATES = 20;

    private static final String TELL =
            """
            INSERT INTO alert_told (account, cause, until, repeats) VALUES (:account, :cause, :until, 0)
            ON CONFLICT (account, cause) DO UPDATE SET until = :until, repeats = 0
            WHERE alert_told.until <= :now OR alert_told.until > :wrong
            """;

    private static final String REPEAT =
            "UPDATE alert_told SET repeats = repeats + 1 WHERE account = :account AND cause = :cause";

    private static final String ENTER = "UPDATE alert_gate SET revision = revision + 1 WHERE id = 1";

    public static final String COUNT =
            """
            SELECT COUNT(CASE WHEN account = :account AND raised_at > :hour THEN 1 END),
                COUNT(CASE WHEN account = :account THEN 1 END),
                COUNT(DISTINCT CASE WHEN account <> :account AND severity = :severity AND raised_at > :hour
                    THEN account END),
                COUNT(DISTINCT CASE WHEN account <> :account AND severity = :severity THEN account END)
            FROM alert WHERE raised_at > :twoDays AND raised_at <= :wrong AND digest = 0
            """;

    private static final String FIRST =
            "SELECT id FROM alert WHERE account = :account AND incident = :incident ORDER BY raised_at, id LIMIT 1";

    private static final String INSERT =
            """
            INSERT INTO alert (id, digest, raised_at, state, attempt, due_at, content, account, domain, severity, incident)
            VALUES (:id, :digest, :raised, 'waiting', 0, :raised, :content, :account, :domain, :severity,
                :incident)
            """;

    private static final String COLLECT =
            "INSERT INTO alert_collected (id, raised_at, severity, line) VALUES (:id, :raised, :severity, :line)";

    private static final String GATHER = "UPDATE alert_gate SET digest_at = :at WHERE id = 1 AND digest_at IS NULL";

    private static final String DIGEST_DUE =
            "SELECT COUNT(*) FROM alert_gate WHERE id = 1 AND (digest_at <= :now OR digest_at > :wrong)";

    private static final String COLLECTED =
            """
            SELECT line FROM alert_collected
            ORDER BY CASE WHEN severity = 'critical' THEN 0 ELSE 1 END, raised_at, id LIMIT :limit
            """;

    private static final String COLUMNS =
            "SELECT alert.id, raised_at, state, attempt, due_at, content, error FROM alert ";

    public static final String DUE =
            COLUMNS + "WHERE state = 'waiting' AND (due_at <= :now OR due_at > :wrong) ORDER BY due_at LIMIT :limit";

    public static final String BEHIND = "AND (raised_at, id) < (:raised, :last) ";

    public static final String SEARCH = COLUMNS + "WHERE 1 = 1 ";

    public static final String ORDER = "ORDER BY raised_at DESC, id DESC LIMIT :limit";

    private static final String CLAIM =
            """
            UPDATE alert SET attempt = attempt + 1, due_at = :due
            WHERE id = :id AND attempt = :attempt AND state = 'waiting'
            """;

    private static final String DELIVERED =
            """
            INSERT INTO alert_delivery (alert, channel, delivered_at) VALUES (:id, :channel, :at)
            ON CONFLICT DO NOTHING
            """;

    private static final String LEAVE =
            """
            UPDATE alert SET state = :state, due_at = :due, error = :error
            WHERE id = :id AND attempt = :attempt AND state = 'waiting'
            """;

    private final Database database;

    public SqlAlertStore(Database database) {
        this.database = database;
    }

    @Override
    public Admission raise(String id, Alert alert, AlertLimits limits, Instant now) {
        return change("raise an alert", handle -> {
            if (!first(handle, alert, limits, now)) {
                return Admission.REPEATED;
            }
            handle.execute(ENTER);
            if (room(handle, alert, limits, now)) {
                insert(handle, id, alert.following(firstOf(handle, alert)), now);
                return Admission.QUEUED;
            }
            handle.createUpdate(COLLECT)
                    .bind("id", id)
                    .bind("raised", Micros.of(now))
                    .bind("severity", alert.severity().label())
                    .bind("line", storable(alert.digestLine()))
                    .execute();
            handle.createUpdate(GATHER)
                    .bind("at", Micros.of(now.plus(limits.digestEvery())))
                    .execute();
            return Admission.COLLECTED;
        });
    }

    private static boolean first(Handle handle, Alert alert, AlertLimits limits, Instant now) {
        String account = account(alert);
        int told = handle.createUpdate(TELL)
                .bind("account", account)
                .bind("cause", storable(alert.once()))
                .bind("now", Micros.of(now))
                .bind("until", Micros.of(now.plus(limits.period())))
                .bind("wrong", Micros.of(now.plus(limits.period()).plus(AlertLimits.SKEW)))
                .execute();
        if (told == 0) {
            handle.createUpdate(REPEAT)
                    .bind("account", account)
                    .bind("cause", storable(alert.once()))
                    .execute();
        }
        return told > 0;
    }

    private static String account(Alert alert) {
        return storable(alert.account().map(Account::name).orElse(""));
    }

    // PostgreSQL knows no such character; alerts have none, but names of accounts are others' business.
    static String storable(String text) {
        return text.replace('\0', '?');
    }

    private static boolean room(Handle handle, Alert alert, AlertLimits limits, Instant now) {
        return handle.createQuery(COUNT)
                .bind("account", account(alert))
                .bind("severity", alert.severity().label())
                .bind("hour", Micros.of(now.minus(1, ChronoUnit.HOURS)))
                .bind("twoDays", Micros.of(now.minus(2, ChronoUnit.DAYS)))
                .bind("wrong", Micros.of(now.plus(AlertLimits.SKEW)))
                .map((row, context) -> limits.room(
                        alert, new Sent(row.getLong(1), row.getLong(2)), new Sent(row.getLong(3), row.getLong(4))))
                .one();
    }

    private static Optional<String> firstOf(Handle handle, Alert alert) {
        return alert.incident().flatMap(incident -> handle.createQuery(FIRST)
                .bind("account", account(alert))
                .bind("incident", incident)
                .mapTo(String.class)
                .findOne());
    }

    private static void insert(Handle handle, String id, Alert alert, Instant now) {
        handle.createUpdate(INSERT)
                .bind("id", id)
                .bind("digest", alert.digest() ? 1 : 0)
                .bind("raised", Micros.of(now))
                .bind("content", AlertText.write(alert))
                .bind("account", account(alert))
                .bind("domain", storable(alert.account().map(Account::domain).orElse("")))
                .bind("severity", alert.severity().label())
                .bind("incident", alert.incident().orElse(null))
                .execute();
    }

    @Override
    public boolean digest(String id, AlertLimits limits, Instant now) {
        // Most of the time there is none: looking writes nothing.
        if (!database.read("look for a digest", handle -> digestDue(handle, limits, now))) {
            return false;
        }
        return change("make a digest", handle -> {
            handle.execute(ENTER);
            if (!digestDue(handle, limits, now)) {
                return false;
            }
            insert(handle, id, collected(handle, now), now);
            handle.execute("DELETE FROM alert_collected");
            handle.execute("UPDATE alert_gate SET digest_at = NULL WHERE id = 1");
            return true;
        });
    }

    private static boolean digestDue(Handle handle, AlertLimits limits, Instant now) {
        return handle.createQuery(DIGEST_DUE)
                        .bind("now", Micros.of(now))
                        .bind("wrong", Micros.of(now.plus(limits.digestEvery()).plus(AlertLimits.SKEW)))
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    private static Alert collected(Handle handle, Instant now) {
        List<String> lines = handle.createQuery(COLLECTED)
                .bind("limit", AlertContent.FINDINGS)
                .mapTo(String.class)
                .list();
        return handle.createQuery(
                        "SELECT COUNT(*), COUNT(CASE WHEN severity = 'critical' THEN 1 END) FROM alert_collected")
                .map((row, context) -> Alert.digest(row.getLong(1), row.getLong(2), lines, now))
                .one();
    }

    @Override
    public Optional<AlertRow> claim(Instant now, Duration lease) {
        List<AlertRow> due = database.read("look for alerts that are due", handle -> handle.createQuery(DUE)
                .bind("now", Micros.of(now))
                .bind("wrong", Micros.of(now.plus(LONGEST_PAUSE).plus(AlertLimits.SKEW)))
                .bind("limit", CANDIDATES)
                .map((row, context) -> read(row))
                .list());
        for (AlertRow row : due) {
            Optional<AlertRow> claimed = change("claim an alert", handle -> claim(handle, row, now.plus(lease)));
            if (claimed.isPresent()) {
                return claimed;
            }
        }
        return Optional.empty();
    }

    private static Optional<AlertRow> claim(Handle handle, AlertRow row, Instant due) {
        int claimed = handle.createUpdate(CLAIM)
                .bind("id", row.id())
                .bind("attempt", row.attempt())
                .bind("due", Micros.of(due))
                .execute();
        return claimed == 0 ? Optional.empty() : Optional.of(row.claimed(due).at(AlertDeliveries.of(handle, row.id())));
    }

    // Without the channels that have it.
    private static AlertRow read(ResultSet row) throws SQLException {
        String state = row.getString(3);
        return new AlertRow(
                row.getString(1),
                AlertText.read(row.getString(6)),
                Micros.time(row.getLong(2)),
                List.of(AlertState.values()).stream()
                        .filter(one -> one.label().equals(state))
                        .findFirst()
                        .orElseThrow(() -> new SQLException("no state of an alert: " + state)),
                row.getLong(4),
                Micros.time(row.getLong(5)),
                Set.of(),
                row.getString(7));
    }

    @Override
    public void delivered(String id, String channel, Instant now) {
        int unused = change("note the delivery of an alert", handle -> handle.createUpdate(DELIVERED)
                .bind("id", id)
                .bind("channel", channel)
                .bind("at", Micros.of(now))
                .execute());
    }

    @Override
    public void later(AlertRow claimed, Instant due, String error) {
        leave("let an alert wait", claimed, AlertState.WAITING, due, error);
    }

    @Override
    public void sent(AlertRow claimed) {
        leave("end an alert", claimed, AlertState.SENT, claimed.due(), "");
    }

    @Override
    public void giveUp(AlertRow claimed, String error) {
        leave("give up an alert", claimed, AlertState.GIVEN_UP, claimed.due(), error);
    }

    private void leave(String operation, AlertRow claimed, AlertState state, Instant due, String error) {
        int unused = change(operation, handle -> handle.createUpdate(LEAVE)
                .bind("id", claimed.id())
                .bind("attempt", claimed.attempt())
                .bind("state", state.label())
                .bind("due", Micros.of(due))
                .bind("error", Text.printable(error, AlertRow.ERROR))
                .execute());
    }

    @Override
    public Page<AlertRow> search(AlertQuery query) {
        return database.read("read alerts", handle -> AlertSearch.page(handle, query));
    }

    static List<AlertRow> list(Handle handle, String sql, Map<String, Object> values) {
        List<AlertRow> rows = handle.createQuery(sql)
                .bindMap(values)
                .map((row, context) -> read(row))
                .list();
        Map<String, Set<String>> deliveries =
                AlertDeliveries.of(handle, rows.stream().map(AlertRow::id).toList());
        return rows.stream()
                .map(row -> row.at(deliveries.getOrDefault(row.id(), Set.of())))
                .toList();
    }

    @Override
    public long waiting() {
        return database.read("count alerts that wait", handle -> handle.createQuery(
                        """
                        SELECT (SELECT COUNT(*) FROM alert WHERE state = 'waiting')
                            + (SELECT COUNT(*) FROM alert_collected)
                        """)
                .mapTo(Long.class)
                .one());
    }

    @Override
    public void forget(Instant before, Instant now) {
        String ended = "state <> 'waiting' AND raised_at < :before";
        int unused = change("forget old alerts", handle -> {
            handle.createUpdate("DELETE FROM alert_delivery WHERE alert IN (SELECT id FROM alert WHERE " + ended + ")")
                    .bind("before", Micros.of(before))
                    .execute();
            handle.createUpdate("DELETE FROM alert WHERE " + ended)
                    .bind("before", Micros.of(before))
                    .execute();
            return handle.createUpdate("DELETE FROM alert_told WHERE until <= :now")
                    .bind("now", Micros.of(now))
                    .execute();
        });
    }

    private <T> T change(String operation, Database.Step<T> step) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            try {
                return database.change(operation, step);
            } catch (StoreUnavailable e) {
                if (!Faults.contended(e)) {
                    throw e;
                }
            }
        }
        throw new StoreUnavailable(operation, new IllegalStateException("others were always faster"));
    }
}
