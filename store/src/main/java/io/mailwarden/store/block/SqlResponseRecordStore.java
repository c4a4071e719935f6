package io.mailwarden.store.block;

import io.mailwarden.engine.detect.Severity;
import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.response.ResponseRecord;
import io.mailwarden.engine.response.ResponseRecordStore;
import io.mailwarden.store.Database;
import io.mailwarden.store.Micros;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What was done about incidents, in SQL. Thread-safe. */
public final class SqlResponseRecordStore implements ResponseRecordStore {

    private static final String ADD =
            """
            INSERT INTO deed (account, incident, severity, response, at, words) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            """;

    static final String OF_INCIDENT =
            """
            SELECT severity, response, at, words FROM deed WHERE account = :account AND incident = :incident
            ORDER BY at, severity, response
            """;

    private final Database database;

    public SqlResponseRecordStore(Database database) {
        this.database = database;
    }

    @Override
    public boolean add(ResponseRecord recorded) {
        return database.change(
                "note what was done",
                handle -> handle.execute(
                                ADD,
                                recorded.account().name(),
                                recorded.incident(),
                                recorded.severity().label(),
                                recorded.response(),
                                Micros.of(recorded.at()),
                                recorded.words())
                        == 1);
    }

    @Override
    public List<ResponseRecord> of(Account account, String incident) {
        return database.read("read what was done", handle -> handle.createQuery(OF_INCIDENT)
                .bind("account", account.name())
                .bind("incident", incident)
                .map((row, context) -> new ResponseRecord(
                        account,
                        incident,
                        Severity.valueOf(row.getString(1).toUpperCase(Locale.ROOT)),
                        row.getString(2),
                        Micros.time(row.getLong(3)),
                        row.getString(4)))
                .list());
    }

    @Override
    public int forget(Instant before) {
        return database.change(
                "forget what was done long ago", handle -> handle.createUpdate("DELETE FROM deed WHERE at < :before")
                        .bind("before", Micros.of(before))
                        .execute());
    }
}
