package io.mailwarden.store.owner;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.review.owner.OwnerNotice;
import io.mailwarden.engine.review.owner.OwnerNotice.LinkPress;
import io.mailwarden.engine.review.owner.OwnerNotice.NoticedLogin;
import io.mailwarden.store.Micros;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;

/** Reads rows of notices. */
final class OwnerNoticeRow {

    /** What {@link #read} reads. */
    static final String COLUMNS =
            """
            SELECT id, account, login_at, country, city, provider, address, client, protocol,
                raised_at, expires_at, attempt, sent_at, used_at, used_from FROM owner_notice
            """;

    private static final int SENT = 13;
    private static final int USED = 14;

    private OwnerNoticeRow() {}

    static OwnerNotice read(ResultSet row, StatementContext context) throws SQLException {
        NoticedLogin login = new NoticedLogin(
                Micros.time(row.getLong(3)),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9));
        Optional<Instant> used = time(row, USED);
        String from = row.getString(15);
        return new OwnerNotice(
                row.getString(1),
                new Account(row.getString(2)),
                login,
                Micros.time(row.getLong(10)),
                Micros.time(row.getLong(11)),
                row.getLong(12),
                time(row, SENT),
                used.map(at -> new LinkPress(at, from == null ? "" : from)));
    }

    private static Optional<Instant> time(ResultSet row, int column) throws SQLException {
        long micros = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Micros.time(micros));
    }
}
