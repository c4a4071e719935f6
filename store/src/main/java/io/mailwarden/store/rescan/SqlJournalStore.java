package io.mailwarden.store.rescan;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.response.journal.JournalEntry;
import io.mailwarden.engine.response.journal.JournalStore;
import io.mailwarden.store.Database;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows of the journal in SQL. Thread-safe. */
public final class SqlJournalStore implements JournalStore {

    private static final String ALL = "SELECT account, id, " + EntryRow.COLUMNS + " FROM journal ";

    private static final String ADD = "INSERT INTO journal (account, id, " + EntryRow.COLUMNS
            + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";

    public static final String AFTER = ALL + "WHERE account = :account AND id > :id ORDER BY id LIMIT :limit";

    public static final String BEFORE =
            ALL + "WHERE account = :account AND id >= :since AND id < :id ORDER BY id DESC LIMIT :limit";

    public static final String OLDEST = ALL + "ORDER BY id LIMIT :limit";

    public static final String SIZE = "SELECT COUNT(*), COALESCE(SUM(bytes), 0) FROM journal";

    // Behind every id, in the order of every language: ids end with hexadecimal digits.
    private static final String LAST = JournalEntry.before(Instant.ofEpochMilli(Long.MAX_VALUE)) + "z";

    private final Database database;

    public SqlJournalStore(Database database) {
        this.database = database;
    }

    @Override
    public void add(Collection<JournalEntry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        database.change("keep " + entries.size() + " sent messages", handle -> {
            try (PreparedStatement add = handle.getConnection().prepareStatement(ADD)) {
                for (JournalEntry entry : entries) {
                    add.setString(1, entry.account().name());
                    add.setString(2, entry.id());
                    EntryRow.set(add, 3, entry);
                    add.addBatch();
                }
                return add.executeBatch();
            }
        });
    }

    @Override
    public Optional<JournalEntry> find(Account account, String id) {
        return list(ALL + "WHERE account = :account AND id = :id", Map.of("account", account.name(), "id", id)).stream()
                .findFirst();
    }

    @Override
    public List<JournalEntry> after(Account account, String id, int limit) {
        return list(AFTER, Map.of("account", account.name(), "id", id, "limit", limit));
    }

    @Override
    public List<JournalEntry> before(Account account, Instant since, Optional<String> id, int limit) {
        return list(
                BEFORE,
                Map.of(
                        "account", account.name(),
                        "since", JournalEntry.before(since),
                        "id", id.orElse(LAST),
                        "limit", limit));
    }

    @Override
    public List<JournalEntry> oldest(int limit) {
        return list(OLDEST, Map.of("limit", limit));
    }

    private List<JournalEntry> list(String sql, Map<String, Object> values) {
        if (values.values().stream().anyMatch(value -> value.toString().indexOf('\0') >= 0)) {
            return List.of(); // PostgreSQL knows no such text.
        }
        return database.read("read sent messages", handle -> handle.createQuery(sql)
                .bindMap(values)
                .map((row, context) -> EntryRow.read(row, row.getString("id")))
                .list());
    }

    @Override
    public void remove(Collection<JournalEntry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        database.change("forget " + entries.size() + " sent messages", handle -> {
            try (PreparedStatement remove =
                    handle.getConnection().prepareStatement("DELETE FROM journal WHERE account = ? AND id = ?")) {
                for (JournalEntry entry : entries) {
                    remove.setString(1, entry.account().name());
                    remove.setString(2, entry.id());
                    remove.addBatch();
                }
                return remove.executeBatch();
            }
        });
    }

    @Override
    public Size size() {
        return database.read("measure sent messages", handle -> handle.createQuery(SIZE)
                .map((row, context) -> new Size(row.getLong(1), row.getLong(2)))
                .one());
    }
}
