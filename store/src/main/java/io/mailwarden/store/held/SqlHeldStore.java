package io.mailwarden.store.held;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.response.held.HeldMessage;
import io.mailwarden.engine.response.held.HeldMessage.HeldState;
import io.mailwarden.engine.response.held.HeldMessage.Key;
import io.mailwarden.engine.response.held.HeldQuery;
import io.mailwarden.engine.response.held.HeldRow;
import io.mailwarden.engine.response.held.HeldStore;
import io.mailwarden.engine.support.DomainFilter;
import io.mailwarden.engine.support.Page;
import io.mailwarden.engine.support.StoreUnavailable;
import io.mailwarden.store.Database;
import io.mailwarden.store.DomainPages;
import io.mailwarden.store.Faults;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/**
 * Held mail's rows in SQL. Each decision is one conditional update, so that of two nodes one decides. Thread-safe.
 */
public final class SqlHeldStore implements HeldStore {

    public static final String SEARCH =
            "SELECT " + HeldColumns.ALL + "FROM held_mail WHERE held_mail.state = 'waiting'";

    public static final String ORDER = " ORDER BY held_mail.held_at DESC, held_mail.id DESC LIMIT :limit";

    public static final String UNSENT = "SELECT " + HeldColumns.ALL
            + """
            FROM held_mail WHERE held_mail.state = 'releasing'
                AND ((sent_at IS NULL AND changed_at < :released) OR sent_at < :sent)
            ORDER BY held_at, id LIMIT :limit
            """;

    public static final String MINE = "SELECT " + HeldColumns.ALL
            + """
            FROM held_mail WHERE held_mail.state IN ('waiting', 'releasing') AND node = :node AND id > :after
            ORDER BY id LIMIT :limit
            """;

    public static final String UNANNOUNCED = "SELECT " + HeldColumns.ALL
            + """
            FROM held_mail WHERE held_mail.state = 'waiting' AND announced_at IS NULL AND held_at < :held
            ORDER BY held_at, id LIMIT :limit
            """;

    public static final String EXPIRED = "SELECT " + HeldColumns.ALL
            + """
            FROM held_mail WHERE held_mail.state = 'waiting' AND announced_at IS NOT NULL
                AND announced_at <= :announced AND held_at < :held
            ORDER BY held_at, id LIMIT :limit
            """;

    public static final String OVER = "SELECT " + HeldColumns.ALL
            + """
            FROM held_mail WHERE held_mail.state NOT IN ('waiting', 'releasing') AND node = :node AND changed_at < :before
            ORDER BY changed_at LIMIT :limit
            """;

    private static final String INSERT =
            """
            INSERT INTO held_mail (account, domain, id, kind, state, held_at, sender, recipients, subject, subject_lower, bytes,
                reason, incident, origin, node, changed_at)
            VALUES (:account, :domain, :id, :kind, :state, :held, :sender, :recipients, :subject, :lower, :bytes,
                :reason, :incident, :origin, :node, :changed)
            ON CONFLICT (account, id) DO NOTHING
            """;

    private static final String RECIPIENT =
            "INSERT INTO held_recipient (account, id, recipient) VALUES (?, ?, ?) ON CONFLICT DO NOTHING";

    private static final String MOVE =
            """
            UPDATE held_mail SET state = :to, changed_at = :now, sent_at = NULL
            WHERE account = :account AND id = :id AND state = :from
            """;

    private static final String MOVE_TO_QUARANTINE =
            """
            UPDATE held_mail SET kind = 'quarantined', reason = :reason, incident = COALESCE(:incident, incident)
            WHERE account = :account AND id = :id AND state = 'waiting'
            """;

    private static final String RELEASE_ALL =
            """
            UPDATE held_mail SET state = 'releasing', changed_at = :now, sent_at = NULL
            WHERE incident = :incident AND state = 'waiting'
            """;

    private static final String CLAIM =
            """
            UPDATE held_mail SET state = 'released', changed_at = :now, token = :token
            WHERE account = :account AND id = :id AND state IN ('waiting', 'releasing', 'gone')
            """;

    private static final Comparator<HeldRow> NEWEST_FIRST = Comparator.comparing(
                    (HeldRow row) -> HeldQuery.place(row.message()))
            .reversed();

    // Each time that this one is slower, another was faster: so many times in a row is no chance.
    private static final int MOST_ATTEMPTS = 1000;

    private static final int AT_ONCE = 500;

    private final Database database;
    private final Supplier<String> node;

    /** With the rows of that node as its own. */
    public SqlHeldStore(Database database, Supplier<String> node) {
        this.database = database;
        this.node = node;
    }

    @Override
    public boolean add(HeldMessage message, Instant now) {
        return change("add held message " + message.id(), handle -> {
            boolean added = handle.createUpdate(INSERT)
                            .bindMap(HeldColumns.values(message))
                            .bind("node", node.get())
                            .bind("changed", HeldColumns.micros(now))
                            .execute()
                    == 1;
            if (added) {
                addRecipients(handle, message);
            }
            return added;
        });
    }

    private static void addRecipients(Handle handle, HeldMessage message) throws SQLException {
        List<String> recipients = message.summary().recipients().stream()
                .map(one -> one.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
        try (PreparedStatement insert = handle.getConnection().prepareStatement(RECIPIENT)) {
            for (String recipient : recipients) {
                insert.setString(1, message.account().name());
                insert.setString(2, message.id());
                insert.setString(3, recipient);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    @Override
    public Optional<HeldRow> find(String id) {
        return list("SELECT " + HeldColumns.ALL + "FROM held_mail WHERE id = :id LIMIT 1", Map.of("id", id)).stream()
                .findFirst();
    }

    @Override
    public Page<HeldRow> search(HeldQuery query) {
        List<HeldRow> read = DomainPages.first(query.domains(), NEWEST_FIRST, query.limit() + 1, domain -> {
            HeldSearch search = HeldSearch.of(query, domain);
            return list(search.sql(), search.values());
        });
        return Page.of(
                read, query.limit(), row -> HeldQuery.place(row.message()).text());
    }

    private List<HeldRow> list(String sql, Map<String, Object> values) {
        if (values.values().stream().anyMatch(value -> value.toString().indexOf('\0') >= 0)) {
            return List.of(); // PostgreSQL knows no such text.
        }
        String own = node.get();
        return database.read("read held messages", handle -> handle.createQuery(sql)
                .bindMap(values)
                .map((row, context) -> HeldColumns.read(row, own))
                .list());
    }

    private List<HeldMessage> messages(String sql, Map<String, Object> values) {
        return list(sql, values).stream().map(HeldRow::message).toList();
    }

    @Override
    public long count(DomainFilter domains) {
        return database.read("count held messages", handle -> HeldColumns.count(handle, domains));
    }

    @Override
    public Map<Account, Long> bytes() {
        return database.read("add up held messages", HeldColumns::bytes);
    }

    @Override
    public boolean move(Key key, HeldState from, HeldState to, Instant now) {
        return change(
                to.label() + " held message " + key.id(),
                handle -> handle.createUpdate(MOVE)
                                .bind("to", to.label())
                                .bind("now", HeldColumns.micros(now))
                                .bind("account", key.account().name())
                                .bind("id", key.id())
                                .bind("from", from.label())
                                .execute()
                        == 1);
    }

    @Override
    public boolean moveToQuarantine(Key key, String reason, Optional<String> incident) {
        return change(
                "quarantine held message " + key.id(),
                handle -> handle.createUpdate(MOVE_TO_QUARANTINE)
                                .bind("reason", reason)
                                .bind("incident", incident.orElse(null))
                                .bind("account", key.account().name())
                                .bind("id", key.id())
                                .execute()
                        == 1);
    }

    @Override
    public long releaseAll(String incident, Instant now) {
        return change("release held messages of incident " + incident, handle -> (long) handle.createUpdate(RELEASE_ALL)
                .bind("now", HeldColumns.micros(now))
                .bind("incident", incident)
                .execute());
    }

    @Override
    public Claim claim(Key key, String token, Instant now) {
        return change("let held message " + key.id() + " pass", handle -> {
            int claimed = handle.createUpdate(CLAIM)
                    .bind("now", HeldColumns.micros(now))
                    .bind("token", token)
                    .bind("account", key.account().name())
                    .bind("id", key.id())
                    .execute();
            return claimed == 1 ? Claim.PASS : again(handle, key, token);
        });
    }

    private static Claim again(Handle handle, Key key, String token) {
        return handle.createQuery("SELECT state, token FROM held_mail WHERE account = :account AND id = :id")
                .bind("account", key.account().name())
                .bind("id", key.id())
                .map((row, context) ->
                        row.getString(1).equals(HeldState.RELEASED.label()) && token.equals(row.getString(2))
                                ? Claim.PASS
                                : Claim.DROP)
                .findOne()
                .orElse(Claim.UNKNOWN);
    }

    @Override
    public void sent(Key key, Instant now) {
        change(
                "note that held message " + key.id() + " was sent",
                handle -> handle.execute(
                        "UPDATE held_mail SET sent_at = ? WHERE account = ? AND id = ? AND state = 'releasing'",
                        HeldColumns.micros(now),
                        key.account().name(),
                        key.id()));
    }

    @Override
    public List<HeldRow> unsent(Instant releasedBefore, Instant sentBefore, int limit) {
        return list(
                UNSENT,
                Map.of(
                        "released",
                        HeldColumns.micros(releasedBefore),
                        "sent",
                        HeldColumns.micros(sentBefore),
                        "limit",
                        limit));
    }

    @Override
    public Map<String, HeldState> states(Collection<String> ids) {
        Map<String, HeldState> states = new HashMap<>();
        List<String> all = List.copyOf(ids);
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            List<String> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
            database.<Integer>read("read states of held messages", handle -> {
                handle.createQuery("SELECT id, state FROM held_mail WHERE id IN (<ids>)")
                        .bindList("ids", some)
                        .map((row, context) -> states.put(
                                row.getString(1),
                                HeldState.valueOf(row.getString(2).toUpperCase(Locale.ROOT))))
                        .list();
                return some.size();
            });
        }
        return states;
    }

    @Override
    public List<HeldMessage> mine(String afterId, int limit) {
        return messages(MINE, Map.of("node", node.get(), "after", afterId, "limit", limit));
    }

    @Override
    public List<HeldMessage> unannounced(Instant heldBefore, int limit) {
        return messages(UNANNOUNCED, Map.of("held", HeldColumns.micros(heldBefore), "limit", limit));
    }

    @Override
    public void announced(Collection<Key> keys, Instant now) {
        List<Key> ordered = new ArrayList<>(keys);
        change("note what was announced", handle -> {
            try (PreparedStatement update = handle.getConnection()
                    .prepareStatement("UPDATE held_mail SET announced_at = ? WHERE account = ? AND id = ?")) {
                for (Key key : ordered) {
                    update.setLong(1, HeldColumns.micros(now));
                    update.setString(2, key.account().name());
                    update.setString(3, key.id());
                    update.addBatch();
                }
                return update.executeBatch();
            }
        });
    }

    @Override
    public List<HeldMessage> expired(Instant heldBefore, Instant announcedBefore, int limit) {
        return messages(
                EXPIRED,
                Map.of(
                        "held",
                        HeldColumns.micros(heldBefore),
                        "announced",
                        HeldColumns.micros(announcedBefore),
                        "limit",
                        limit));
    }

    @Override
    public List<HeldMessage> over(Instant before, int limit) {
        return messages(OVER, Map.of("node", node.get(), "before", HeldColumns.micros(before), "limit", limit));
    }

    @Override
    public void forget(Key key) {
        Account account = key.account();
        change("forget held message " + key.id(), handle -> {
            handle.execute("DELETE FROM held_recipient WHERE account = ? AND id = ?", account.name(), key.id());
            return handle.execute("DELETE FROM held_mail WHERE account = ? AND id = ?", account.name(), key.id());
        });
    }

    // Each change may be made again: whoever did it already finds it done.
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
