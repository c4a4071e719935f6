package io.mailwarden.store.rescan;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.response.journal.JournalEntry;
import io.mailwarden.engine.response.journal.JournalStore;
import io.mailwarden.store.Database;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;

/**
 * The rows of the journal in SQL: one for each batch. Of whom it tells is a digest in the row, so that an account's are
 * found by passing over all others, some ten thousand batches of three hours at most. Thread-safe.
 */
public final class SqlJournalStore implements JournalStore {

    private static final int BATCHES_AT_ONCE = 16;

    private static final String BATCHES =
            "SELECT segment, first_id, last_id, entries FROM journal_batch WHERE %s(%s) > 0 AND ";

    private static final String FORWARDS =
            "last_id > :id AND last_id >= :since AND (first_id > :behind OR first_id = :behind AND segment >"
                    + " :segment) ORDER BY first_id, segment LIMIT :limit";

    private static final String BACKWARDS = "last_id >= :since AND first_id < :id AND (last_id < :behind OR last_id ="
            + " :behind AND segment < :segment) ORDER BY last_id DESC, segment DESC LIMIT :limit";

    public static final String OLDEST =
            "SELECT name, last_id, messages, bytes FROM journal_segment ORDER BY name LIMIT :limit";

    private static final String SIZE =
            "SELECT COALESCE(SUM(messages), 0), COALESCE(SUM(bytes), 0) FROM journal_segment";

    // Behind every id, in the order of every language: ids end with hexadecimal digits.
    private static final String LAST = JournalEntry.before(Instant.ofEpochMilli(Long.MAX_VALUE)) + "z";

    private static final Comparator<JournalEntry> BY_ID = Comparator.comparing(JournalEntry::id);

    private final Database database;
    private final String batches;

    public SqlJournalStore(Database database) {
        this.database = database;
        batches = database.embedded()
                ? BATCHES.formatted("INSTR", "accounts, :account")
                : BATCHES.formatted("POSITION", ":account IN accounts");
    }

    /** A row, read. */
    private record Batch(String segment, String first, String last, List<JournalEntry> entries) {

        static Batch of(ResultSet row) throws SQLException {
            String segment = row.getString(1);
            try {
                return new Batch(
                        segment, row.getString(2), row.getString(3), JournalBatch.read(segment, row.getBytes(4)));
            } catch (IOException e) {
                throw new SQLException("sent messages of segment " + segment + " cannot be read", e);
            }
        }
    }

    @Override
    public void add(String segment, Collection<JournalEntry> batch) {
        if (batch.isEmpty()) {
            return;
        }
        database.change("keep " + batch.size() + " sent messages", handle -> add(handle, segment, batch));
    }

    /** As {@link #add(String, Collection)}, in a transaction of the caller's; returns how many rows came. */
    static int add(Handle handle, String segment, Collection<JournalEntry> batch) {
        List<String> ids = batch.stream().map(JournalEntry::id).sorted().toList();
        String last = ids.get(ids.size() - 1);
        int added = handle.execute(
                "INSERT INTO journal_batch (segment, first_id, last_id, accounts, entries) VALUES (?, ?, ?, ?, ?) ON"
                        + " CONFLICT DO NOTHING",
                segment,
                ids.get(0),
                last,
                JournalBatch.digests(batch),
                JournalBatch.write(segment, batch));
        Size size = Size.of(batch);
        return added == 0
                ? 0
                : handle.execute(
                        """
                        INSERT INTO journal_segment (name, last_id, messages, bytes) VALUES (?, ?, ?, ?)
                        ON CONFLICT (name) DO UPDATE SET last_id = CASE WHEN excluded.last_id > journal_segment.last_id
                            THEN excluded.last_id ELSE journal_segment.last_id END,
                            messages = journal_segment.messages + excluded.messages,
                            bytes = journal_segment.bytes + excluded.bytes
                        """,
                        segment,
                        last,
                        size.messages(),
                        size.bytes());
    }

    @Override
    public Optional<JournalEntry> find(Account account, String id) {
        if (id.indexOf('\0') >= 0) {
            return Optional.empty(); // PostgreSQL knows no such text.
        }
        return database
                .read("read a sent message", handle -> handle.createQuery(
                                batches + "first_id <= :id AND last_id >= :id")
                        .bind("account", JournalBatch.digest(account))
                        .bind("id", id)
                        .map((row, context) -> Batch.of(row))
                        .list())
                .stream()
                .flatMap(batch -> batch.entries().stream())
                .filter(entry -> entry.id().equals(id) && entry.account().equals(account))
                .findFirst();
    }

    @Override
    public List<JournalEntry> after(Account account, String id, int limit) {
        List<JournalEntry> found = new ArrayList<>();
        String behind = "";
        String segment = "";
        List<Batch> page = page(FORWARDS, account, id, "", behind, segment);
        while (!page.isEmpty()) {
            add(page, account, entry -> entry.id().compareTo(id) > 0, found);
            found.sort(BY_ID);
            Batch last = page.get(page.size() - 1);
            // Whatever is in later batches is behind their first.
            if (found.size() >= limit && found.get(limit - 1).id().compareTo(last.first()) <= 0) {
                break;
            }
            page = page.size() < BATCHES_AT_ONCE
                    ? List.of()
                    : page(FORWARDS, account, id, "", last.first(), last.segment());
        }
        return List.copyOf(found.subList(0, Math.min(limit, found.size())));
    }

    @Override
    public List<JournalEntry> before(Account account, Instant since, Optional<String> id, int limit) {
        String first = JournalEntry.before(since);
        String end = id.orElse(LAST);
        List<JournalEntry> found = new ArrayList<>();
        List<Batch> page = page(BACKWARDS, account, end, first, LAST, "");
        while (!page.isEmpty()) {
            add(
                    page,
                    account,
                    entry -> entry.id().compareTo(first) >= 0 && entry.id().compareTo(end) < 0,
                    found);
            found.sort(BY_ID.reversed());
            Batch last = page.get(page.size() - 1);
            if (found.size() >= limit && found.get(limit - 1).id().compareTo(last.last()) >= 0) {
                break;
            }
            page = page.size() < BATCHES_AT_ONCE
                    ? List.of()
                    : page(BACKWARDS, account, end, first, last.last(), last.segment());
        }
        return List.copyOf(found.subList(0, Math.min(limit, found.size())));
    }

    private static void add(
            List<Batch> page, Account account, Predicate<JournalEntry> wanted, List<JournalEntry> found) {
        for (Batch batch : page) {
            batch.entries().stream()
                    .filter(entry -> entry.account().equals(account) && wanted.test(entry))
                    .forEach(found::add);
        }
    }

    private List<Batch> page(String sql, Account account, String id, String since, String behind, String segment) {
        if (id.indexOf('\0') >= 0) {
            return List.of();
        }
        return database.read("read sent messages", handle -> handle.createQuery(batches + sql)
                .bind("account", JournalBatch.digest(account))
                .bind("id", id)
                .bind("since", since)
                .bind("behind", behind)
                .bind("segment", segment)
                .bind("limit", BATCHES_AT_ONCE)
                .map((row, context) -> Batch.of(row))
                .list());
    }

    @Override
    public List<Segment> oldest(int limit) {
        return database.read("read the oldest sent messages", handle -> handle.createQuery(OLDEST)
                .bind("limit", limit)
                .map((row, context) ->
                        new Segment(row.getString(1), row.getString(2), new Size(row.getLong(3), row.getLong(4))))
                .list());
    }

    @Override
    public void remove(Collection<String> segments) {
        if (segments.isEmpty()) {
            return;
        }
        database.change("forget sent messages of " + segments.size() + " segments", handle -> {
            int removed = 0;
            for (String segment : segments) {
                handle.execute("DELETE FROM journal_batch WHERE segment = ?", segment);
                removed += handle.execute("DELETE FROM journal_segment WHERE name = ?", segment);
            }
            return removed;
        });
    }

    @Override
    public Size size() {
        return database.read("measure sent messages", handle -> handle.createQuery(SIZE)
                .map((row, context) -> new Size(row.getLong(1), row.getLong(2)))
                .one());
    }
}
