package io.mailwarden.store.log;

import io.mailwarden.engine.event.Account;
import io.mailwarden.store.Database;
import io.mailwarden.store.log.AccountIndex.Wanted;
import java.util.List;
import java.util.stream.Stream;

/** What an account did, to be counted: from the index of the log, without reading the log. Thread-safe. */
public final class AccountEvents {

    /** How an account is looked up in some runs of one node. */
    public static final String OF_RUNS = AccountIndex.OF_RUNS;

    private final AccountIndex index;
    private final OlderLog older;

    /** Over that store, with what it reads of it in memory of its own. */
    public AccountEvents(Database database) {
        this(new AccountIndex(database), new OlderLog(database));
    }

    AccountEvents(AccountIndex index, OlderLog older) {
        this.index = index;
        this.older = older;
    }

    /**
     * The latest of an account, newest first.
     *
     * @param logins and clients that told their names
     */
    public record Latest(List<IndexedEvent> logins, List<IndexedEvent> messages) {}

    /** At most so many of each, from {@code from} until before {@code to} (microseconds since 1970). */
    public Latest latest(Account account, long from, long to, int limit) {
        Wanted logins = new Wanted(from, to, event -> event.kind().login());
        Wanted messages = new Wanted(from, to, event -> event.kind() == IndexedEvent.Kind.MESSAGE);
        List<IndexedEvent> olderLogins = older.counted(true, account, from, to, limit);
        List<IndexedEvent> olderMessages = older.counted(false, account, from, to, limit);
        List<List<IndexedEvent>> found = index.newest(account, List.of(logins, messages), limit);
        return new Latest(joined(found.get(0), olderLogins, limit), joined(found.get(1), olderMessages, limit));
    }

    private static List<IndexedEvent> joined(List<IndexedEvent> found, List<IndexedEvent> before, int limit) {
        return before.isEmpty()
                ? found
                : Stream.concat(found.stream(), before.stream())
                        .sorted(IndexedEvent.NEWEST_FIRST)
                        .limit(limit)
                        .toList();
    }
}
