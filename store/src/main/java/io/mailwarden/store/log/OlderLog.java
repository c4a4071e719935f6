package io.mailwarden.store.log;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.eventlog.LogPositions;
import io.mailwarden.store.Database;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * What versions before that of December 2026 wrote, found by the indexes that it has, until it is too old and goes.
 * Thread-safe.
 */
final class OlderLog {

    private static final String COLUMNS = "SELECT account, node, sequence, at, kind, event, entry";

    // A chain of steps down the index, one for each node that wrote about the account: there may be many others.
    static final String NODES_OF_ACCOUNT =
            """
            WITH RECURSIVE found (node) AS (
                SELECT MIN(node) FROM event_log_by_account WHERE account = :account
                UNION ALL
                SELECT (SELECT MIN(node) FROM event_log_by_account WHERE account = :account AND node > found.node)
                FROM found WHERE found.node IS NOT NULL
            )
            SELECT node FROM found WHERE node IS NOT NULL
            """;

    static final String OF_ACCOUNT = COLUMNS
            + """
             FROM event_log_by_account
            WHERE account = :account AND node = :node AND sequence > :sequence ORDER BY sequence
            """;

    static final String LOGINS = COLUMNS
            + """
             FROM event_log_by_account
            WHERE account = :account AND kind IN ('login', 'client-seen') ORDER BY at DESC, sequence DESC LIMIT :limit
            """;

    static final String MESSAGES = COLUMNS
            + """
             FROM event_log_by_account
            WHERE account = :account AND kind = 'message' AND at >= :from AND findings > 0
            ORDER BY at DESC, sequence DESC LIMIT :limit
            """;

    static final String COUNTED_LOGINS =
            """
            SELECT 0, 0, at, kind, outcome, country, findings FROM event_log_by_account
            WHERE account = :account AND kind IN ('login', 'client-seen') AND at >= :from AND at < :to
            ORDER BY at DESC LIMIT :limit
            """;

    static final String COUNTED_MESSAGES =
            """
            SELECT 0, 0, at, kind, NULL, NULL, findings FROM event_log_by_account
            WHERE account = :account AND kind = 'message' AND at >= :from AND at < :to ORDER BY at DESC LIMIT :limit
            """;

    private final Database database;

    // Once there is nothing there will never be.
    private volatile boolean gone;

    OlderLog(Database database) {
        this.database = database;
    }

    /** Whether there is nothing, or nothing any more. */
    boolean empty() {
        if (!gone) {
            gone = database.read("look for older events", handle -> handle.createQuery(
                                    "SELECT 1 FROM event_log_by_account LIMIT 1")
                            .mapTo(Integer.class)
                            .findFirst())
                    .isEmpty();
        }
        return gone;
    }

    /** All of the account behind those positions, of each node in the order of their sequences. */
    List<LogRow> of(Account account, LogPositions folded) {
        if (empty()) {
            return List.of();
        }
        return database.read("read older events of " + account, handle -> {
            List<LogRow> all = new ArrayList<>();
            for (int node : nodes(handle, account)) {
                all.addAll(handle.createQuery(OF_ACCOUNT)
                        .bind("account", account.name())
                        .bind("node", node)
                        .bind("sequence", folded.of(node))
                        .map((row, context) -> LogRow.of(row))
                        .list());
            }
            return all;
        });
    }

    private static List<Integer> nodes(Handle handle, Account account) {
        return handle.createQuery(NODES_OF_ACCOUNT)
                .bind("account", account.name())
                .mapTo(Integer.class)
                .list();
    }

    /** The latest logins of the account, newest first. */
    List<LogRow> logins(Account account, int limit) {
        return empty()
                ? List.of()
                : database.read("read older logins of " + account, handle -> handle.createQuery(LOGINS)
                        .bind("account", account.name())
                        .bind("limit", limit)
                        .map((row, context) -> LogRow.of(row))
                        .list());
    }

    /** The latest messages of the account, from that time on, in which something was found, newest first. */
    List<LogRow> messages(Account account, long from, int limit) {
        return empty()
                ? List.of()
                : database.read("read older messages of " + account, handle -> handle.createQuery(MESSAGES)
                        .bind("account", account.name())
                        .bind("from", from)
                        .bind("limit", limit)
                        .map((row, context) -> LogRow.of(row))
                        .list());
    }

    /** The latest logins, or messages, of the account from then until before then, newest first, as they are counted. */
    List<IndexedEvent> counted(boolean logins, Account account, long from, long to, int limit) {
        return empty()
                ? List.of()
                : database.read("count older events of " + account, handle -> handle.createQuery(
                                logins ? COUNTED_LOGINS : COUNTED_MESSAGES)
                        .bind("account", account.name())
                        .bind("from", from)
                        .bind("to", to)
                        .bind("limit", limit)
                        .map((row, context) -> IndexedEvent.of(row))
                        .list());
    }
}
