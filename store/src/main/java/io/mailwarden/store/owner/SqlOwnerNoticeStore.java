package io.mailwarden.store.owner;

import io.mailwarden.engine.review.owner.NoticeLimits;
import io.mailwarden.engine.review.owner.OwnerNotice;
import io.mailwarden.engine.review.owner.OwnerNotice.LinkPress;
import io.mailwarden.engine.review.owner.OwnerNoticeStore;
import io.mailwarden.store.Database;
import io.mailwarden.store.Micros;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/**
 * Notices to owners in SQL. What decides about a notice is one transaction: first the gate, then what was told, then
 * the count. Thread-safe.
 */
public final class SqlOwnerNoticeStore implements OwnerNoticeStore {

    private static final String ENTER = "UPDATE owner_gate SET revision = revision + 1 WHERE id = 1";

    private static final String TOLD =
            """
            SELECT COUNT(*) FROM owner_told
            WHERE account = :account AND news = :news AND until > :now AND until <= :wrong
            """;

    private static final String TELL =
            """
            INSERT INTO owner_told (account, news, until) VALUES (:account, :news, :until)
            ON CONFLICT (account, news) DO UPDATE SET until = :until
            """;

    private static final String OF_DAY =
            "SELECT COUNT(*) FROM owner_notice WHERE account = :account AND raised_at > :since AND raised_at <= :wrong";

    private static final String OF_HOUR =
            "SELECT COUNT(*) FROM owner_notice WHERE raised_at > :since AND raised_at <= :wrong";

    private static final String INSERT =
            """
            INSERT INTO owner_notice (id, account, login_at, country, city, provider, address, client, protocol,
                raised_at, expires_at, attempt, due_at, locked)
            VALUES (:id, :account, :login, :country, :city, :provider, :address, :client, :protocol,
                :raised, :expires, 0, :raised, 0)
            """;

    private static final String DUE = OwnerNoticeRow.COLUMNS + "WHERE due_at <= :now ORDER BY due_at LIMIT :limit";

    private static final String CLAIM =
            """
            UPDATE owner_notice SET attempt = attempt + 1, due_at = :due
            WHERE id = :id AND attempt = :attempt AND due_at IS NOT NULL
            """;

    private static final String LATER =
            "UPDATE owner_notice SET due_at = :due WHERE id = :id AND attempt = :attempt AND due_at IS NOT NULL";

    private static final String END =
            "UPDATE owner_notice SET due_at = NULL, sent_at = :sent WHERE id = :id AND due_at IS NOT NULL";

    private static final String USE =
            """
            UPDATE owner_notice SET used_at = :at, used_from = :from
            WHERE id = :id AND used_at IS NULL AND expires_at > :at
            """;

    // Nothing is left to be done for these.
    private static final String USE_OTHERS =
            """
            UPDATE owner_notice SET used_at = :at, used_from = '', locked = 1
            WHERE account = :account AND id <> :id AND used_at IS NULL
            """;

    private static final String UNLOCKED = OwnerNoticeRow.COLUMNS
            + "WHERE used_at IS NOT NULL AND used_at < :before AND locked = 0 ORDER BY used_at LIMIT :limit";

    private static final int CANDIDATES = 20;
    private static final int MOST = 100;

    private final Database database;

    public SqlOwnerNoticeStore(Database database) {
        this.database = database;
    }

    @Override
    public Admission admit(OwnerNotice notice, Set<String> news, NoticeLimits limits) {
        String account = account(notice);
        // Most logins of a kind are not the first: looking writes nothing.
        if (database.read("look what an owner was told", handle -> fresh(handle, account, news, notice, limits)
                .isEmpty())) {
            return Admission.KNOWN;
        }
        return database.change("admit a notice to an owner", handle -> {
            handle.execute(ENTER);
            List<String> fresh = fresh(handle, account, news, notice, limits);
            if (fresh.isEmpty()) {
                return Admission.KNOWN;
            }
            Instant now = notice.raised();
            if (count(handle, OF_DAY, now.minus(1, ChronoUnit.DAYS), now, Optional.of(account)) >= limits.perDay()) {
                return Admission.OVER_DAY;
            }
            if (count(handle, OF_HOUR, now.minus(1, ChronoUnit.HOURS), now, Optional.empty()) >= limits.perHour()) {
                return Admission.OVER_HOUR;
            }
            fresh.forEach(one -> tell(handle, account, one, now.plus(limits.againAfter())));
            insert(handle, notice);
            return Admission.QUEUED;
        });
    }

    // What was told until a time further ahead than can be was told by a clock that was wrong.
    private static List<String> fresh(
            Handle handle, String account, Set<String> news, OwnerNotice notice, NoticeLimits limits) {
        Instant now = notice.raised();
        return news.stream()
                .map(SqlOwnerNoticeStore::storable)
                .distinct()
                .filter(one -> handle.createQuery(TOLD)
                                .bind("account", account)
                                .bind("news", one)
                                .bind("now", Micros.of(now))
                                .bind(
                                        "wrong",
                                        Micros.of(now.plus(limits.againAfter()).plus(NoticeLimits.SKEW)))
                                .mapTo(Long.class)
                                .one()
                        == 0)
                .toList();
    }

    private static long count(Handle handle, String query, Instant since, Instant now, Optional<String> account) {
        var counting = handle.createQuery(query)
                .bind("since", Micros.of(since))
                .bind("wrong", Micros.of(now.plus(NoticeLimits.SKEW)));
        account.ifPresent(name -> counting.bind("account", name));
        return counting.mapTo(Long.class).one();
    }

    private static void tell(Handle handle, String account, String news, Instant until) {
        handle.createUpdate(TELL)
                .bind("account", account)
                .bind("news", news)
                .bind("until", Micros.of(until))
                .execute();
    }

    private static void insert(Handle handle, OwnerNotice notice) {
        handle.createUpdate(INSERT)
                .bind("id", notice.id())
                .bind("account", account(notice))
                .bind("login", Micros.of(notice.login().at()))
                .bind("country", notice.login().country())
                .bind("city", notice.login().city())
                .bind("provider", notice.login().provider())
                .bind("address", notice.login().address())
                .bind("client", notice.login().client())
                .bind("protocol", notice.login().protocol())
                .bind("raised", Micros.of(notice.raised()))
                .bind("expires", Micros.of(notice.expires()))
                .execute();
    }

    private static String account(OwnerNotice notice) {
        return storable(notice.account().name());
    }

    // PostgreSQL knows no such character, and names of accounts are others' business.
    private static String storable(String text) {
        return text.replace('\0', '?');
    }

    @Override
    public Optional<OwnerNotice> claim(Instant now, Duration lease) {
        List<OwnerNotice> due = database.read("look for notices that are due", handle -> handle.createQuery(DUE)
                .bind("now", Micros.of(now))
                .bind("limit", CANDIDATES)
                .map(OwnerNoticeRow::read)
                .list());
        for (OwnerNotice one : due) {
            if (1
                    == change("claim a notice", CLAIM, one, update -> update.bind("attempt", one.attempt())
                            .bind("due", Micros.of(now.plus(lease))))) {
                return Optional.of(one.claimed());
            }
        }
        return Optional.empty();
    }

    @Override
    public void later(OwnerNotice claimed, Instant due) {
        int unused = change("let a notice wait", LATER, claimed, update -> update.bind("attempt", claimed.attempt())
                .bind("due", Micros.of(due)));
    }

    @Override
    public void end(OwnerNotice claimed, Optional<Instant> sent) {
        int unused = change(
                "end a notice",
                END,
                claimed,
                update -> update.bind("sent", sent.map(Micros::of).orElse(null)));
    }

    private interface Binding {
        Update to(Update update);
    }

    private int change(String what, String sql, OwnerNotice notice, Binding binding) {
        return database.change(
                what, handle -> binding.to(handle.createUpdate(sql).bind("id", notice.id()))
                        .execute());
    }

    @Override
    public Optional<OwnerNotice> find(String id) {
        return database.read("read a notice", handle -> find(handle, id));
    }

    private static Optional<OwnerNotice> find(Handle handle, String id) {
        return handle.createQuery(OwnerNoticeRow.COLUMNS + "WHERE id = :id")
                .bind("id", storable(id))
                .map(OwnerNoticeRow::read)
                .findOne();
    }

    @Override
    public Optional<OwnerNotice> use(String id, LinkPress press) {
        return database.change("use the link of a notice", handle -> {
            int used = handle.createUpdate(USE)
                    .bind("id", storable(id))
                    .bind("at", Micros.of(press.at()))
                    .bind("from", press.from())
                    .execute();
            Optional<OwnerNotice> notice = used == 1 ? find(handle, id) : Optional.empty();
            notice.ifPresent(one -> handle.createUpdate(USE_OTHERS)
                    .bind("id", one.id())
                    .bind("account", account(one))
                    .bind("at", Micros.of(press.at()))
                    .execute());
            return notice;
        });
    }

    @Override
    public List<OwnerNotice> unlocked(Instant before) {
        return database.read("look for owners who wait to be locked", handle -> handle.createQuery(UNLOCKED)
                .bind("before", Micros.of(before))
                .bind("limit", MOST)
                .map(OwnerNoticeRow::read)
                .list());
    }

    @Override
    public void locked(String id) {
        int unused = database.change(
                "note that an owner has locked",
                handle -> handle.execute("UPDATE owner_notice SET locked = 1 WHERE id = ?", storable(id)));
    }

    @Override
    public int forget(Instant before, Instant now) {
        return database.change("forget old notices", handle -> {
            handle.execute("DELETE FROM owner_told WHERE until <= ?", Micros.of(now));
            return handle.execute(
                    "DELETE FROM owner_notice WHERE expires_at < ? AND (used_at IS NULL OR locked = 1)",
                    Micros.of(before));
        });
    }
}
