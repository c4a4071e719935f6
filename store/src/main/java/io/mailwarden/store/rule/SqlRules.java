package io.mailwarden.store.rule;

import io.mailwarden.engine.support.Rule;
import io.mailwarden.engine.support.RuleStore;
import io.mailwarden.store.Database;
import io.mailwarden.store.Micros;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The rules of one kind in a table of their own, all with the columns id, created_by, created_at, expires_at, uses and
 * last_used. Thread-safe.
 */
abstract class SqlRules<T extends Rule> implements RuleStore<T> {

    private final Database database;
    private final String table;
    private final List<String> columns;

    /**
     * In that table.
     *
     * @param columns its own ones, beside those that all have
     */
    SqlRules(Database database, String table, List<String> columns) {
        this.database = database;
        this.table = table;
        this.columns = columns;
    }

    /** What goes into its own columns and into created_by. */
    abstract Map<String, Object> values(T rule);

    /** The rule of a row. */
    abstract T rule(ResultSet row) throws SQLException;

    @Override
    public boolean add(T rule) {
        String own = String.join(", ", columns);
        String named = columns.stream().map(column -> ":" + column).collect(Collectors.joining(", "));
        Map<String, Object> values = new HashMap<>(values(rule));
        values.put("id", rule.id());
        values.put("created_at", Micros.of(rule.createdAt()));
        values.put("expires_at", rule.expires().map(Micros::of).orElse(null));
        return database.change(
                "add to " + table,
                handle -> handle.createUpdate("INSERT INTO " + table + " (" + own
                                        + ", id, created_by, created_at, expires_at) VALUES (" + named
                                        + ", :id, :created_by, :created_at, :expires_at) ON CONFLICT DO NOTHING")
                                .bindMap(values)
                                .execute()
                        == 1);
    }

    @Override
    public Optional<T> remove(String id) {
        return database.change("remove from " + table, handle -> {
            Optional<T> found = handle.createQuery("SELECT * FROM " + table + " WHERE id = :id")
                    .bind("id", id)
                    .map((row, context) -> rule(row))
                    .findOne();
            int removed = handle.execute("DELETE FROM " + table + " WHERE id = ?", id);
            return removed == 1 ? found : Optional.empty();
        });
    }

    @Override
    public List<KeptRule<T>> all() {
        return database.read(
                "read " + table, handle -> handle.createQuery("SELECT * FROM " + table + " ORDER BY created_at, id")
                        .map((row, context) ->
                                new KeptRule<>(rule(row), new Usage(row.getLong("uses"), time(row, "last_used"))))
                        .list());
    }

    // In the order of their ids: two nodes that count the same rules must not wait for each other.
    @Override
    public void count(Map<String, Usage> more) {
        database.change("count in " + table, handle -> {
            var batch = handle.prepareBatch(
                    "UPDATE " + table
                            + """
                     SET uses = uses + :count,
                        last_used = CASE WHEN last_used IS NULL OR last_used < :last THEN :last ELSE last_used END
                    WHERE id = :id
                    """);
            new TreeMap<>(more).forEach((id, usage) -> batch.bind("id", id)
                    .bind("count", usage.count())
                    .bind("last", usage.last().map(Micros::of).orElse(0L))
                    .add());
            return batch.execute();
        });
    }

    static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        long micros = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Micros.time(micros));
    }

    static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }
}
