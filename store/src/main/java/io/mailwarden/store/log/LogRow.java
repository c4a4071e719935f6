package io.mailwarden.store.log;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.eventlog.EntryLines;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A row of the event log, whether or not its entry can be read.
 *
 * @param at microseconds since 1970
 */
public record LogRow(int node, long sequence, long at, Account account, EntryLines.Line line) {

    /** Of a query for account, node, sequence, at, kind, event and entry. */
    static LogRow of(ResultSet row) throws SQLException {
        return new LogRow(
                row.getInt(2),
                row.getLong(3),
                row.getLong(4),
                new Account(row.getString(1)),
                new EntryLines.Line(row.getString(5), Optional.ofNullable(row.getString(6)), row.getString(7)));
    }
}
