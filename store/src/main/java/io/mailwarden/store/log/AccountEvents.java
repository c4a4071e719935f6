package io.mailwarden.store.log;

import io.mailwarden.engine.event.Account;
import io.mailwarden.store.Database;
import io.mailwarden.store.log.AccountIndex.Wanted;
import java.util.List;
import java.util.function.Predicate;
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
     * The latest logins, and clients that told their names, from {@code from} until before {@code to} (microseconds since
     * 1970), newest first.
     */
    public List<IndexedEvent> logins(Account account, long from, long to, int limit) {
        return events(true, event -> event.kind().login(), account, new long[] {from, to}, limit);
    }

    /** Likewise the latest messages. */
    public List<IndexedEvent> messages(Account account, long from, long to, int limit) {
        return events(false, event -> event.kind() == IndexedEvent.Kind.MESSAGE, account, new long[] {from, to}, limit);
    }

    private List<IndexedEvent> events(
            boolean logins, Predicate<IndexedEvent> which, Account account, long[] span, int limit) {
        List<IndexedEvent> before = older.counted(logins, account, span[0], span[1], limit);
        List<IndexedEvent> found = index.newest(account, new Wanted(span[0], span[1], which), limit);
        return before.isEmpty()
                ? found
                : Stream.concat(found.stream(), before.stream())
                        .sorted(IndexedEvent.NEWEST_FIRST)
                        .limit(limit)
                        .toList();
    }
}
