package io.mailwarden.store.log;

import io.mailwarden.store.Database;

/** Indexes a log that was not written by a log, as that would have been. */
public final class IndexFill {

    private static final int RUN = 20_000;

    private IndexFill() {}

    /** Of that node, whose sequences are 1 to {@code events}. */
    public static void index(Database database, int node, long events) {
        AccountIndex index = new AccountIndex(database);
        for (long written = Math.min(RUN, events); written <= events; written += RUN) {
            long now = written;
            int unused = database.change(
                    "fill", handle -> handle.execute("UPDATE node SET written = ? WHERE id = ?", now, node));
            index.makeRuns(node, 0);
        }
        int unused = database.change(
                "fill", handle -> handle.execute("UPDATE node SET written = ? WHERE id = ?", events, node));
    }
}
