package io.mailwarden.store.backtest;

import io.mailwarden.engine.review.backtest.Backtest;
import io.mailwarden.engine.review.backtest.Backtest.Progress;
import io.mailwarden.engine.review.backtest.Backtest.Start;
import io.mailwarden.engine.review.backtest.Backtest.Status;
import io.mailwarden.engine.review.backtest.BacktestLines;
import io.mailwarden.engine.review.backtest.BacktestRequest;
import io.mailwarden.engine.review.backtest.BacktestState;
import io.mailwarden.engine.review.backtest.BacktestStore;
import io.mailwarden.store.Database;
import io.mailwarden.store.Micros;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The back-tests, in SQL. Thread-safe. */
public final class SqlBacktestStore implements BacktestStore {

    private static final String COLUMNS = "id, from_at, to_at, changes, started_by, started_at, learns_from, state,"
            + " state_at, words, task, events, reached_at";

    private static final String BEGIN = "INSERT INTO backtest (" + COLUMNS + ", result)"
            + """
             VALUES (:id, :from, :to, :changes, :by, :started, :learnsFrom, :state, :stateAt, :words, :task, :events,
                :reached, :result)
            ON CONFLICT DO NOTHING
            """;

    // A worker need not know by which task it runs.
    private static final String SAVE =
            """
            UPDATE backtest SET state = :state, state_at = :stateAt, words = :words,
                task = CASE WHEN CAST(:task AS TEXT) = '' THEN task ELSE :task END,
                events = :events, reached_at = :reached, result = :result
            WHERE id = :id AND state = 'running'
            """;

    private static final String INTERRUPT =
            """
            UPDATE backtest SET state = 'interrupted', state_at = :now WHERE state = 'running' AND state_at < :since
            """;

    private static final String FIND = "SELECT " + COLUMNS + ", result FROM backtest WHERE id = :id";

    private static final String LATEST =
            "SELECT " + COLUMNS + ", NULL AS result FROM backtest ORDER BY started_at DESC, id DESC LIMIT :limit";

    private static final String FORGET = "DELETE FROM backtest WHERE started_at < :before AND state <> 'running'";

    private final Database database;

    public SqlBacktestStore(Database database) {
        this.database = database;
    }

    @Override
    public boolean begin(Backtest backtest) {
        return database.change("begin a back-test", handle -> handle.createUpdate(BEGIN)
                        .bindMap(values(backtest))
                        .execute())
                == 1;
    }

    @Override
    public boolean save(Backtest backtest) {
        return database.change("save a back-test", handle -> handle.createUpdate(SAVE)
                        .bindMap(values(backtest))
                        .execute())
                == 1;
    }

    private static Map<String, Object> values(Backtest backtest) {
        Map<String, Object> values = new HashMap<>();
        values.put("id", backtest.id());
        values.put("from", Micros.of(backtest.request().from()));
        values.put("to", Micros.of(backtest.request().to()));
        values.put("changes", BacktestLines.write(backtest.request().changes()));
        values.put("by", fit(backtest.start().by()));
        values.put("started", Micros.of(backtest.start().at()));
        values.put("learnsFrom", Micros.of(backtest.start().learnsFrom()));
        values.put("state", backtest.status().state().label());
        values.put("stateAt", Micros.of(backtest.status().at()));
        values.put("words", fit(backtest.status().words()));
        values.put("task", backtest.status().task());
        values.put("events", backtest.progress().events());
        values.put("reached", backtest.progress().reached().map(Micros::of).orElse(null));
        values.put("result", backtest.result().map(BacktestLines::write).orElse(null));
        return values;
    }

    private static String fit(String text) {
        return text.replace('\0', '?');
    }

    @Override
    public void interrupt(Instant silentSince, Instant now) {
        database.change("look after back-tests", handle -> handle.createUpdate(INTERRUPT)
                .bind("since", Micros.of(silentSince))
                .bind("now", Micros.of(now))
                .execute());
    }

    @Override
    public Optional<Backtest> find(String id) {
        return database.read("read a back-test", handle -> handle.createQuery(FIND)
                .bind("id", fit(id))
                .map((row, context) -> backtest(row))
                .findOne());
    }

    @Override
    public List<Backtest> latest(int limit) {
        return database.read("read the back-tests", handle -> handle.createQuery(LATEST)
                .bind("limit", limit)
                .map((row, context) -> backtest(row))
                .list());
    }

    @Override
    public int forget(Instant before) {
        return database.change("forget back-tests", handle -> handle.createUpdate(FORGET)
                .bind("before", Micros.of(before))
                .execute());
    }

    private static Backtest backtest(ResultSet row) throws SQLException {
        long reached = row.getLong("reached_at");
        boolean read = !row.wasNull();
        return new Backtest(
                row.getString("id"),
                new BacktestRequest(
                        Micros.time(row.getLong("from_at")),
                        Micros.time(row.getLong("to_at")),
                        BacktestLines.readChanges(row.getString("changes"))),
                new Start(
                        row.getString("started_by"),
                        Micros.time(row.getLong("started_at")),
                        Micros.time(row.getLong("learns_from"))),
                new Status(
                        BacktestState.ofLabel(row.getString("state")),
                        Micros.time(row.getLong("state_at")),
                        row.getString("words"),
                        row.getString("task")),
                new Progress(row.getLong("events"), read ? Optional.of(Micros.time(reached)) : Optional.empty()),
                Optional.ofNullable(row.getString("result")).map(BacktestLines::readResult));
    }
}
