package io.mailwarden.store.access;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.review.access.AccessStore;
import io.mailwarden.engine.review.access.ConsoleSession;
import io.mailwarden.engine.review.access.Invitation;
import io.mailwarden.engine.review.access.SecondFactor;
import io.mailwarden.store.Database;
import io.mailwarden.store.Micros;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** What is kept of console users, in SQL. Thread-safe. */
public final class SqlAccessStore implements AccessStore {

    private static final String INVITE =
            """
            INSERT INTO console_invitation (account, code_hash, expires_at, made_by, draft)
            VALUES (:account, :hash, :expires, :by, :draft)
            ON CONFLICT (account) DO UPDATE
            SET code_hash = :hash, expires_at = :expires, made_by = :by, draft = :draft
            """;

    private static final String DRAFT =
            "UPDATE console_invitation SET draft = :secret WHERE account = :account AND code_hash = :hash";

    private static final String ACCEPT =
            "DELETE FROM console_invitation WHERE account = :account AND code_hash = :hash";

    private static final String ENROL =
            """
            INSERT INTO console_factor (account, secret, last_step, since) VALUES (:account, :secret, :step, :since)
            ON CONFLICT (account) DO UPDATE SET secret = :secret, last_step = :step, since = :since
            """;

    private static final String USE =
            "UPDATE console_factor SET last_step = :step WHERE account = :account AND last_step < :step";

    private static final String SESSION =
            "SELECT id, account, address, client, since, last_active, expires_at, ended_at FROM console_session ";

    private static final String OPEN =
            """
            INSERT INTO console_session (id, token_hash, account, address, client, since, last_active, expires_at)
            VALUES (:id, :hash, :account, :address, :client, :since, :active, :expires)
            """;

    private static final String END_ALL =
            "UPDATE console_session SET ended_at = :at WHERE account = :account AND ended_at IS NULL";

    private static final int MOST_SESSIONS = 1000;

    private final Database database;

    public SqlAccessStore(Database database) {
        this.database = database;
    }

    @Override
    public void invite(Invitation invitation) {
        change("invite", invitation.account(), handle -> handle.createUpdate(INVITE)
                .bind("account", invitation.account().name())
                .bind("hash", invitation.codeHash())
                .bind("expires", Micros.of(invitation.expires()))
                .bind("by", invitation.by())
                .bind("draft", invitation.draft().orElse(null))
                .execute());
    }

    @Override
    public Optional<Invitation> invitation(Account account) {
        return database.read("read an invitation", handle -> handle.createQuery(
                        "SELECT code_hash, expires_at, made_by, draft FROM console_invitation WHERE account = :account")
                .bind("account", account.name())
                .map((row, context) -> new Invitation(
                        account,
                        row.getString(1),
                        Micros.time(row.getLong(2)),
                        row.getString(3),
                        Optional.ofNullable(row.getString(4))))
                .findOne());
    }

    @Override
    public boolean draft(Account account, String codeHash, String secret) {
        return 1
                == change("note the secret of", account, handle -> handle.createUpdate(DRAFT)
                        .bind("account", account.name())
                        .bind("hash", codeHash)
                        .bind("secret", secret)
                        .execute());
    }

    @Override
    public boolean enrol(SecondFactor factor, String codeHash, Set<String> recovery) {
        Account account = factor.account();
        return 1
                == change("enrol", account, handle -> {
                    int accepted = handle.createUpdate(ACCEPT)
                            .bind("account", account.name())
                            .bind("hash", codeHash)
                            .execute();
                    if (accepted == 1) {
                        replace(handle, factor, recovery);
                    }
                    return accepted;
                });
    }

    private static void replace(Handle handle, SecondFactor factor, Set<String> recovery) {
        String account = factor.account().name();
        handle.createUpdate(ENROL)
                .bind("account", account)
                .bind("secret", factor.secret())
                .bind("step", factor.lastStep())
                .bind("since", Micros.of(factor.since()))
                .execute();
        handle.execute("DELETE FROM console_recovery WHERE account = ?", account);
        recovery.forEach(
                hash -> handle.execute("INSERT INTO console_recovery (account, hash) VALUES (?, ?)", account, hash));
        endAll(handle, account, factor.since());
    }

    private static void endAll(Handle handle, String account, Instant at) {
        handle.createUpdate(END_ALL)
                .bind("account", account)
                .bind("at", Micros.of(at))
                .execute();
    }

    @Override
    public Optional<SecondFactor> factor(Account account) {
        return database.read("read a second factor", handle -> handle.createQuery(
                        "SELECT secret, last_step, since FROM console_factor WHERE account = :account")
                .bind("account", account.name())
                .map((row, context) ->
                        new SecondFactor(account, row.getString(1), row.getLong(2), Micros.time(row.getLong(3))))
                .findOne());
    }

    @Override
    public boolean use(Account account, long step) {
        return 1
                == change("use a code of", account, handle -> handle.createUpdate(USE)
                        .bind("account", account.name())
                        .bind("step", step)
                        .execute());
    }

    @Override
    public boolean useRecovery(Account account, String hash) {
        return 1
                == change(
                        "use a recovery code of",
                        account,
                        handle -> handle.execute(
                                "DELETE FROM console_recovery WHERE account = ? AND hash = ?", account.name(), hash));
    }

    @Override
    public int recoveryLeft(Account account) {
        return database.read("count recovery codes", handle -> handle.createQuery(
                        "SELECT COUNT(*) FROM console_recovery WHERE account = :account")
                .bind("account", account.name())
                .mapTo(Integer.class)
                .one());
    }

    @Override
    public void dropFactor(Account account, Instant at) {
        change("take the second factor of", account, handle -> {
            handle.execute("DELETE FROM console_recovery WHERE account = ?", account.name());
            handle.execute("DELETE FROM console_invitation WHERE account = ?", account.name());
            endAll(handle, account.name(), at);
            return handle.execute("DELETE FROM console_factor WHERE account = ?", account.name());
        });
    }

    @Override
    public void open(ConsoleSession session, String tokenHash) {
        change("open a session of", session.account(), handle -> handle.createUpdate(OPEN)
                .bind("id", session.id())
                .bind("hash", tokenHash)
                .bind("account", session.account().name())
                .bind("address", session.address())
                .bind("client", session.client())
                .bind("since", Micros.of(session.since()))
                .bind("active", Micros.of(session.lastActive()))
                .bind("expires", Micros.of(session.expires()))
                .execute());
    }

    @Override
    public Optional<ConsoleSession> session(String tokenHash) {
        return database.read(
                "read a console session", handle -> handle.createQuery(SESSION + "WHERE token_hash = :hash")
                        .bind("hash", tokenHash)
                        .map((row, context) -> session(row))
                        .findOne());
    }

    @Override
    public void touch(String id, Instant at) {
        database.change("note that a console session was used", handle -> handle.createUpdate(
                        "UPDATE console_session SET last_active = :at WHERE id = :id AND last_active < :at")
                .bind("id", id)
                .bind("at", Micros.of(at))
                .execute());
    }

    @Override
    public boolean end(String id, Instant at) {
        return database.change(
                "end a console session",
                handle -> handle.createUpdate(
                                        "UPDATE console_session SET ended_at = :at WHERE id = :id AND ended_at IS NULL")
                                .bind("id", id)
                                .bind("at", Micros.of(at))
                                .execute()
                        == 1);
    }

    @Override
    public List<ConsoleSession> sessions(Instant at) {
        return database.read("read console sessions", handle -> handle.createQuery(SESSION
                        + "WHERE expires_at > :at AND ended_at IS NULL ORDER BY since DESC, id DESC LIMIT :limit")
                .bind("at", Micros.of(at))
                .bind("limit", MOST_SESSIONS)
                .map((row, context) -> session(row))
                .list());
    }

    @Override
    public int forget(Instant before) {
        return database.change("forget old console sessions", handle -> handle.createUpdate(
                        "DELETE FROM console_session WHERE expires_at < :before")
                .bind("before", Micros.of(before))
                .execute());
    }

    private int change(String what, Account account, Change change) {
        return database.change(what + " " + account, change::on);
    }

    @FunctionalInterface
    private interface Change {
        int on(Handle handle);
    }

    private static ConsoleSession session(ResultSet row) throws SQLException {
        long ended = row.getLong(8);
        Optional<Instant> end = row.wasNull() ? Optional.empty() : Optional.of(Micros.time(ended));
        return new ConsoleSession(
                row.getString(1),
                new Account(row.getString(2)),
                row.getString(3),
                row.getString(4),
                Micros.time(row.getLong(5)),
                Micros.time(row.getLong(6)),
                Micros.time(row.getLong(7)),
                end);
    }
}
