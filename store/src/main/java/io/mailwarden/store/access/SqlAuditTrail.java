package io.mailwarden.store.access;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.review.audit.AuditEntry;
import io.mailwarden.engine.review.audit.AuditEntry.Deed;
import io.mailwarden.engine.review.audit.AuditQuery;
import io.mailwarden.engine.review.audit.AuditTrail;
import io.mailwarden.engine.support.Page;
import io.mailwarden.engine.support.PageCursor;
import io.mailwarden.store.Database;
import io.mailwarden.store.DomainPages;
import io.mailwarden.store.Micros;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The trail of what administrators did, in SQL. Thread-safe. */
public final class SqlAuditTrail implements AuditTrail {

    private static final String COLUMNS =
            "id, at, actor, asked_from, action, target, account, outcome, why, before_text, after_text";

    private static final String APPEND = "INSERT INTO audit_entry (" + COLUMNS + ", domain)"
            + """
             VALUES (:id, :at, :actor, :from, :action, :target, :account, :outcome, :why, :before, :after, :domain)
            ON CONFLICT DO NOTHING
            """;

    private static final String SEARCH = "SELECT " + COLUMNS + " FROM audit_entry WHERE 1 = 1";

    private static final String ORDER = " ORDER BY at DESC, id DESC LIMIT :limit";

    private static final Comparator<AuditEntry> LATEST_FIRST =
            Comparator.comparing(AuditEntry::place).reversed();

    private final Database database;

    public SqlAuditTrail(Database database) {
        this.database = database;
    }

    @Override
    public void append(AuditEntry entry) {
        Map<String, Object> values = new HashMap<>();
        values.put("id", entry.id());
        values.put("at", Micros.of(entry.at()));
        values.put("actor", entry.actor());
        values.put("from", entry.from());
        values.put("action", entry.action());
        values.put("target", entry.target());
        values.put("account", entry.account().map(Account::name).orElse(null));
        values.put("domain", entry.account().map(Account::domain).orElse(""));
        values.put("outcome", entry.deed().outcome());
        values.put("why", entry.deed().why());
        values.put("before", entry.deed().before());
        values.put("after", entry.deed().after());
        database.change(
                "note what " + entry.actor() + " did",
                handle -> handle.createUpdate(APPEND).bindMap(values).execute());
    }

    @Override
    public Page<AuditEntry> search(AuditQuery query) {
        List<AuditEntry> read =
                DomainPages.first(query.domains(), LATEST_FIRST, query.limit() + 1, domain -> search(query, domain));
        return Page.of(read, query.limit(), entry -> entry.place().text());
    }

    private List<AuditEntry> search(AuditQuery query, Optional<String> domain) {
        Map<String, Object> values = new HashMap<>();
        StringBuilder sql = new StringBuilder(SEARCH);
        query.since().ifPresent(since -> {
            sql.append(" AND at >= :since");
            values.put("since", Micros.of(since));
        });
        narrow(sql, values, "actor", query.actor());
        narrow(sql, values, "action", query.action());
        narrow(sql, values, "account", query.account().map(Account::name));
        narrow(sql, values, "domain", domain);
        query.cursor().map(PageCursor::parse).ifPresent(last -> {
            sql.append(" AND (at, id) < (:at, :last)");
            values.put("at", Micros.of(last.at()));
            values.put("last", last.id());
        });
        values.put("limit", query.limit() + 1);
        String all = sql.append(ORDER).toString();
        return database.read("read what was done", handle -> handle.createQuery(all)
                .bindMap(values)
                .map((row, context) -> entry(row))
                .list());
    }

    private static void narrow(StringBuilder sql, Map<String, Object> values, String column, Optional<String> value) {
        value.ifPresent(wanted -> {
            sql.append(" AND ").append(column).append(" = :").append(column);
            values.put(column, wanted.replace('\0', '?'));
        });
    }

    private static AuditEntry entry(ResultSet row) throws SQLException {
        return new AuditEntry(
                row.getString(1),
                Micros.time(row.getLong(2)),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                Account.tryOf(row.getString(7)),
                new Deed(row.getString(8), row.getString(9), row.getString(10), row.getString(11)));
    }
}
