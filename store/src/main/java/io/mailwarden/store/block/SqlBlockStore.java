package io.mailwarden.store.block;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.response.block.Block;
import io.mailwarden.engine.response.block.Block.BlockCause;
import io.mailwarden.engine.response.block.Block.BlockCause.Author;
import io.mailwarden.engine.response.block.BlockStore;
import io.mailwarden.engine.verdict.Restriction;
import io.mailwarden.store.Database;
import io.mailwarden.store.Micros;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The blocks of accounts, kept in an SQL database. Thread-safe. */
public final class SqlBlockStore implements BlockStore {

    private static final String COLUMNS = "account, id, restriction, reason, author, set_by, incident, since, ends_at";

    private static final String ADD = "INSERT INTO block (" + COLUMNS + ")"
            + """
             VALUES (:account, :id, :restriction, :reason, :author, :by, :incident, :since, :until)
            ON CONFLICT DO NOTHING
            """;

    private static final String HOLDS = " lifted_at IS NULL AND (ends_at IS NULL OR ends_at > :at)";

    private static final String LIFT =
            "UPDATE block SET lifted_at = :at, lifted_by = :by WHERE account = :account AND" + HOLDS;

    static final String OF_ACCOUNT =
            "SELECT " + COLUMNS + " FROM block WHERE account = :account AND" + HOLDS + " ORDER BY since, id";

    static final String ALL = "SELECT " + COLUMNS + " FROM block WHERE" + HOLDS + " ORDER BY since, id";

    private final Database database;

    public SqlBlockStore(Database database) {
        this.database = database;
    }

    @Override
    public boolean add(Block block) {
        return database.change(
                "block " + block.account(),
                handle -> handle.createUpdate(ADD).bindMap(values(block)).execute() == 1);
    }

    private static Map<String, Object> values(Block block) {
        Map<String, Object> values = new HashMap<>();
        values.put("account", block.account().name());
        values.put("id", block.id());
        values.put("restriction", block.restriction().label());
        values.put("reason", block.cause().reason());
        values.put("author", block.cause().author().label());
        values.put("by", block.cause().by());
        values.put("incident", block.cause().incident().orElse(null));
        values.put("since", Micros.of(block.since()));
        values.put("until", block.until().map(Micros::of).orElse(null));
        return values;
    }

    @Override
    public int lift(Account account, Optional<String> incident, Instant at, String by) {
        String sql = incident.isPresent() ? LIFT + " AND incident = :incident" : LIFT;
        return database.change("lift blocks of " + account, handle -> {
            var update = handle.createUpdate(sql)
                    .bind("account", account.name())
                    .bind("at", Micros.of(at))
                    .bind("by", by);
            incident.ifPresent(id -> update.bind("incident", id));
            return update.execute();
        });
    }

    @Override
    public List<Block> of(Account account, Instant at) {
        return database.read("read blocks of " + account, handle -> handle.createQuery(OF_ACCOUNT)
                .bind("account", account.name())
                .bind("at", Micros.of(at))
                .map((row, context) -> block(row))
                .list());
    }

    @Override
    public List<Block> all(Instant at) {
        return database.read("read blocks", handle -> handle.createQuery(ALL)
                .bind("at", Micros.of(at))
                .map((row, context) -> block(row))
                .list());
    }

    private static Block block(ResultSet row) throws SQLException {
        long until = row.getLong(9);
        Optional<Instant> ends = row.wasNull() ? Optional.empty() : Optional.of(Micros.time(until));
        return new Block(
                row.getString(2),
                new Account(row.getString(1)),
                Restriction.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
                new BlockCause(
                        row.getString(4),
                        Author.valueOf(row.getString(5).toUpperCase(Locale.ROOT)),
                        row.getString(6),
                        Optional.ofNullable(row.getString(7))),
                Micros.time(row.getLong(8)),
                ends);
    }

    @Override
    public int forget(Instant before) {
        return database.change("forget old blocks", handle -> handle.createUpdate(
                        "DELETE FROM block WHERE COALESCE(lifted_at, ends_at) < :before")
                .bind("before", Micros.of(before))
                .execute());
    }
}
