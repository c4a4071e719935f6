package io.mailwarden.store.rescan;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.response.rescan.Rescan;
import io.mailwarden.engine.response.rescan.Rescan.RescanState;
import io.mailwarden.engine.response.rescan.RescanFinding;
import io.mailwarden.engine.response.rescan.RescanStore;
import io.mailwarden.engine.response.rescan.RescanVerdict;
import io.mailwarden.store.Database;
import io.mailwarden.store.Micros;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Re-scans, what they found, and who was warned, in SQL. That one runs for an incident is a unique index. Thread-safe.
 */
public final class SqlRescanStore implements RescanStore {

    private static final String RUNS = "state = 'running'";
    private static final String UNTOLD = "state = 'done' AND told_at IS NULL";
    private static final String OF_INCIDENT = " WHERE account = :account AND incident = :incident ";

    private static final String BEGIN = "INSERT INTO rescan (" + RescanRows.PASS + ", holder, lease_until)"
            + """
             VALUES (:account, :incident, :id, :behind, :act, :state, :position, :scanned, :malicious, :unread,
                :quarantined, :left, :failed, :started, :finished, :task, '', 0)
            ON CONFLICT DO NOTHING
            """;

    private static final String SAVE =
            """
            UPDATE rescan SET state = :state, position = :position, scanned = :scanned, malicious = :malicious,
                unread = :unread, quarantined = :quarantined, out_of_reach = :left, failed = :failed,
                finished_at = :finished
            """
                    + OF_INCIDENT + "AND id = :id AND holder = :holder AND " + RUNS;

    private static final String TAKE = "UPDATE rescan SET holder = :holder, lease_until = :until" + OF_INCIDENT
            + "AND id = :id AND (holder = :holder OR lease_until <= :now) AND ";

    private static final String FREE = "SELECT " + RescanRows.PASS + " FROM rescan WHERE lease_until <= :now AND ";
    private static final String OLDEST = " ORDER BY lease_until LIMIT :limit";

    public static final String FREE_RUNNING = FREE + RUNS + OLDEST;

    public static final String FREE_UNTOLD = FREE + UNTOLD + OLDEST;

    private static final String RECORD = "INSERT INTO rescan_finding (" + RescanRows.FINDING + ")"
            + """
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (account, incident, entry) DO UPDATE SET pass = excluded.pass, judged = excluded.judged,
                score = excluded.score, reasons = excluded.reasons, near_to = excluded.near_to, copies = excluded.copies
            """;

    private static final String FINDINGS =
            "SELECT " + RescanRows.FINDING + " FROM rescan_finding" + OF_INCIDENT + "AND entry > :behind ";

    public static final String ALL_FINDINGS = FINDINGS + "ORDER BY entry LIMIT :limit";

    public static final String FINDINGS_JUDGED = FINDINGS + "AND judged = :judged ORDER BY entry LIMIT :limit";

    public static final String OVER =
            """
            SELECT account, incident FROM rescan WHERE finished_at < :before AND NOT EXISTS (
                SELECT 1 FROM rescan AS other
                WHERE other.account = rescan.account AND other.incident = rescan.incident
                    AND (other.finished_at IS NULL OR other.finished_at >= :before))
            ORDER BY finished_at LIMIT 1
            """;

    // The re-scans go last: while one is there, the rest of it is found.
    private static final List<String> FORGET =
            List.of(forget("rescan_finding", "entry"), forget("rescan_notice", "recipient"), forget("rescan", "id"));

    private final Database database;

    public SqlRescanStore(Database database) {
        this.database = database;
    }

    private static String forget(String table, String key) {
        return "DELETE FROM " + table + OF_INCIDENT + "AND " + key + " IN (SELECT " + key + " FROM " + table
                + OF_INCIDENT + "ORDER BY " + key + " LIMIT :limit)";
    }

    @Override
    public Rescan begin(Rescan fresh) {
        return database.change("begin a re-scan for incident " + fresh.incident(), handle -> {
            boolean begun =
                    handle.createUpdate(BEGIN).bindMap(RescanRows.values(fresh)).execute() == 1;
            return begun ? fresh : running(handle, fresh);
        });
    }

    private static Rescan running(Handle handle, Rescan fresh) {
        return handle.createQuery("SELECT " + RescanRows.PASS + " FROM rescan" + OF_INCIDENT + "AND " + RUNS)
                .bindMap(RescanRows.key(fresh.account(), fresh.incident()))
                .map((row, context) -> RescanRows.pass(row))
                .findOne()
                .orElseThrow(() -> new IllegalArgumentException("a re-scan has that id already: " + fresh.id()));
    }

    @Override
    public Optional<Rescan> latest(Account account, String incident) {
        return passes(OF_INCIDENT + "ORDER BY id DESC LIMIT 1", RescanRows.key(account, incident)).stream()
                .findFirst();
    }

    @Override
    public Optional<Rescan> find(Account account, String incident, String id) {
        return passes(OF_INCIDENT + "AND id = :id", with(RescanRows.key(account, incident), "id", id)).stream()
                .findFirst();
    }

    private List<Rescan> passes(String where, Map<String, @Nullable Object> values) {
        return database.read(
                "read re-scans", handle -> handle.createQuery("SELECT " + RescanRows.PASS + " FROM rescan" + where)
                        .bindMap(values)
                        .map((row, context) -> RescanRows.pass(row))
                        .list());
    }

    private static Map<String, @Nullable Object> with(Map<String, @Nullable Object> values, String name, Object value) {
        Map<String, @Nullable Object> more = new HashMap<>(values);
        more.put(name, value);
        return more;
    }

    @Override
    public List<Rescan> abandoned(Instant now, int limit) {
        return free(FREE_RUNNING, now, limit);
    }

    private List<Rescan> free(String sql, Instant now, int limit) {
        return database.read("read re-scans that nobody holds", handle -> handle.createQuery(sql)
                .bind("now", Micros.of(now))
                .bind("limit", limit)
                .map((row, context) -> RescanRows.pass(row))
                .list());
    }

    @Override
    public boolean lease(Rescan rescan, String holder, Instant now, Instant until) {
        return take(TAKE + RUNS, rescan, holder, now, until);
    }

    private boolean take(String sql, Rescan rescan, String holder, Instant now, Instant until) {
        return database.change(
                "lease a re-scan",
                handle -> handle.createUpdate(sql)
                                .bindMap(RescanRows.key(rescan.account(), rescan.incident()))
                                .bind("id", rescan.id())
                                .bind("holder", holder)
                                .bind("now", Micros.of(now))
                                .bind("until", Micros.of(until))
                                .execute()
                        == 1);
    }

    @Override
    public boolean save(Rescan rescan, String holder) {
        return database.change(
                "save a re-scan",
                handle -> handle.createUpdate(SAVE)
                                .bindMap(RescanRows.values(rescan))
                                .bind("holder", holder)
                                .execute()
                        == 1);
    }

    @Override
    public void noteTask(Rescan rescan, String task) {
        database.change("note the task of a re-scan", handle -> handle.createUpdate(
                        "UPDATE rescan SET task = :task" + OF_INCIDENT + "AND id = :id")
                .bindMap(RescanRows.values(rescan.worked(task)))
                .execute());
    }

    @Override
    public boolean cancel(Rescan rescan, Instant now) {
        return database.change(
                "cancel a re-scan",
                handle -> handle.createUpdate("UPDATE rescan SET state = :state, finished_at = :now" + OF_INCIDENT
                                        + "AND id = :id AND lease_until <= :now AND " + RUNS)
                                .bindMap(RescanRows.key(rescan.account(), rescan.incident()))
                                .bind("id", rescan.id())
                                .bind("state", RescanState.CANCELLED.label())
                                .bind("now", Micros.of(now))
                                .execute()
                        == 1);
    }

    @Override
    public List<Rescan> untold(Instant now, int limit) {
        return free(FREE_UNTOLD, now, limit);
    }

    @Override
    public boolean claimTelling(Rescan rescan, String holder, Instant now, Instant until) {
        return take(TAKE + UNTOLD, rescan, holder, now, until);
    }

    @Override
    public void told(Rescan rescan, Instant now) {
        database.change("note that a re-scan was told", handle -> handle.createUpdate(
                        "UPDATE rescan SET told_at = :now" + OF_INCIDENT + "AND id = :id")
                .bindMap(RescanRows.key(rescan.account(), rescan.incident()))
                .bind("id", rescan.id())
                .bind("now", Micros.of(now))
                .execute());
    }

    @Override
    public void record(Collection<RescanFinding> findings) {
        if (findings.isEmpty()) {
            return;
        }
        database.change("keep " + findings.size() + " findings of a re-scan", handle -> {
            try (PreparedStatement record = handle.getConnection().prepareStatement(RECORD)) {
                for (RescanFinding finding : findings) {
                    RescanRows.set(record, finding);
                    record.addBatch();
                }
                return record.executeBatch();
            }
        });
    }

    @Override
    public Optional<RescanFinding> finding(Account account, String incident, String entry) {
        return findings(
                        "SELECT " + RescanRows.FINDING + " FROM rescan_finding" + OF_INCIDENT + "AND entry = :entry",
                        with(RescanRows.key(account, incident), "entry", entry))
                .stream()
                .findFirst();
    }

    @Override
    public List<RescanFinding> findings(
            Account account, String incident, String behind, Optional<RescanVerdict> verdict, int limit) {
        Map<String, @Nullable Object> values = RescanRows.key(account, incident);
        values.put("behind", behind);
        values.put("limit", limit);
        verdict.ifPresent(only -> values.put("judged", only.label()));
        return findings(verdict.isPresent() ? FINDINGS_JUDGED : ALL_FINDINGS, values);
    }

    private List<RescanFinding> findings(String sql, Map<String, @Nullable Object> values) {
        return database.read("read findings of a re-scan", handle -> handle.createQuery(sql)
                .bindMap(values)
                .map((row, context) -> RescanRows.finding(row))
                .list());
    }

    @Override
    public boolean claimNotice(Account account, String incident, String recipient, Instant now) {
        return database.change(
                "claim a notice",
                handle -> handle.execute(
                                """
                        INSERT INTO rescan_notice (account, incident, recipient, claimed_at) VALUES (?, ?, ?, ?)
                        ON CONFLICT DO NOTHING
                        """,
                                account.name(),
                                incident,
                                recipient,
                                Micros.of(now))
                        == 1);
    }

    @Override
    public void noticeSent(Account account, String incident, String recipient, Instant now) {
        database.change(
                "note a notice that was sent",
                handle -> handle.execute(
                        "UPDATE rescan_notice SET sent_at = ? WHERE account = ? AND incident = ? AND recipient = ?",
                        Micros.of(now),
                        account.name(),
                        incident,
                        recipient));
    }

    @Override
    public void noticeFailed(Account account, String incident, String recipient) {
        database.change(
                "take back the claim of a notice",
                handle -> handle.execute(
                        "DELETE FROM rescan_notice WHERE account = ? AND incident = ? AND recipient = ?",
                        account.name(),
                        incident,
                        recipient));
    }

    @Override
    public List<Notice> notices(Account account, String incident, int limit) {
        return database.read("read notices", handle -> handle.createQuery(
                        "SELECT recipient, claimed_at, sent_at FROM rescan_notice" + OF_INCIDENT
                                + "ORDER BY recipient LIMIT :limit")
                .bindMap(RescanRows.key(account, incident))
                .bind("limit", limit)
                .map((row, context) -> {
                    String recipient = row.getString("recipient");
                    Instant claimed = EntryRow.time(row.getLong("claimed_at"));
                    long sent = row.getLong("sent_at");
                    return new Notice(
                            recipient, claimed, row.wasNull() ? Optional.empty() : Optional.of(EntryRow.time(sent)));
                })
                .list());
    }

    @Override
    public int forget(Instant before, int limit) {
        return database.change("forget a re-scan of long ago", handle -> over(handle, before)
                .map(incident -> forget(handle, incident, limit))
                .orElse(0));
    }

    private static Optional<Map<String, @Nullable Object>> over(Handle handle, Instant before) {
        return handle.createQuery(OVER)
                .bind("before", Micros.of(before))
                .map((row, context) -> RescanRows.key(new Account(row.getString(1)), row.getString(2)))
                .findOne();
    }

    private static int forget(Handle handle, Map<String, @Nullable Object> incident, int limit) {
        int forgotten = 0;
        for (String rows : FORGET) {
            forgotten += handle.createUpdate(rows)
                    .bindMap(incident)
                    .bind("limit", limit - forgotten)
                    .execute();
        }
        return forgotten;
    }
}
