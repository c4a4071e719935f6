package io.mailwarden.store.profile;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.profile.ProfileStore;
import io.mailwarden.store.Database;
import io.mailwarden.store.Micros;
import io.mailwarden.store.log.SqlEventLog;
import java.sql.PreparedStatement;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Snapshots of profiles in SQL. What is saved never tells of an entry that the log does not have: the log is written
 * first. Thread-safe.
 */
public final class SqlProfileStore implements ProfileStore {

    private static final String SAVE =
            """
            INSERT INTO profile (account, fold, bytes, saved_at) VALUES (?, ?, ?, ?)
            ON CONFLICT (account) DO UPDATE SET fold = excluded.fold, bytes = excluded.bytes, saved_at = excluded.saved_at
            """;

    public static final String LATEST = "SELECT account FROM profile ORDER BY saved_at DESC LIMIT :limit";

    private final Database database;
    private final SqlEventLog log;
    private final Clock clock;

    public SqlProfileStore(Database database, SqlEventLog log, Clock clock) {
        this.database = database;
        this.log = log;
        this.clock = clock;
    }

    @Override
    public Optional<Snapshot> find(Account account) {
        return database.read("load the profile of " + account, handle -> handle.createQuery(
                        "SELECT fold, bytes FROM profile WHERE account = :account")
                .bind("account", account.name())
                .map((row, context) -> new Snapshot(account, row.getInt(1), row.getBytes(2)))
                .findOne());
    }

    @Override
    public void save(Collection<Snapshot> snapshots) {
        if (snapshots.isEmpty()) {
            return;
        }
        log.flush();
        database.change("save " + snapshots.size() + " profiles", handle -> {
            long now = Micros.of(clock.instant());
            try (PreparedStatement save = handle.getConnection().prepareStatement(SAVE)) {
                // In one order everywhere, so that two nodes that save the same ones cannot wait for each other.
                for (Snapshot snapshot : snapshots.stream()
                        .sorted((one, other) -> one.account().compareTo(other.account()))
                        .toList()) {
                    save.setString(1, snapshot.account().name());
                    save.setInt(2, snapshot.fold());
                    save.setBytes(3, snapshot.bytes());
                    save.setLong(4, now);
                    save.addBatch();
                }
                return save.executeBatch();
            }
        });
    }

    @Override
    public List<Account> latest(int limit) {
        return database.read("list the latest profiles", handle -> handle.createQuery(
                        "SELECT account FROM profile ORDER BY saved_at DESC, account LIMIT :limit")
                .bind("limit", limit)
                .map((row, context) -> new Account(row.getString(1)))
                .list());
    }

    @Override
    public List<Account> otherThan(int fold, String afterName, int limit) {
        return database.read("list profiles of other rules", handle -> handle.createQuery(
                        """
                        SELECT account FROM profile WHERE account > :after AND fold <> :fold ORDER BY account LIMIT :limit
                        """)
                .bind("after", afterName)
                .bind("fold", fold)
                .bind("limit", limit)
                .map((row, context) -> new Account(row.getString(1)))
                .list());
    }

    @Override
    public Optional<byte[]> findOrganisation() {
        return database.read("load the organisation", handle -> handle.createQuery(
                        "SELECT bytes FROM organisation WHERE node = :node")
                .bind("node", log.node())
                .map((row, context) -> row.getBytes(1))
                .findOne());
    }

    @Override
    public void saveOrganisation(byte[] bytes) {
        log.flush();
        database.change(
                "save the organisation",
                handle -> handle.execute(
                        """
                        INSERT INTO organisation (node, bytes) VALUES (?, ?)
                        ON CONFLICT (node) DO UPDATE SET bytes = excluded.bytes
                        """,
                        log.node(),
                        bytes));
    }
}
