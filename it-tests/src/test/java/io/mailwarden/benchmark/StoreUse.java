package io.mailwarden.benchmark;

import java.io.IOException;

/**
 * What the store of a server has counted.
 *
 * @param commits transactions
 * @param logBytes what PostgreSQL wrote to its write-ahead log; 0 for SQLite, whose file the server writes itself
 */
record StoreUse(long commits, long logBytes) {

    /** Counts since some time in the past, again and again. */
    @FunctionalInterface
    interface Counter {

        /** By now. */
        StoreUse now() throws IOException;
    }

    StoreUse since(StoreUse before) {
        return new StoreUse(commits - before.commits, logBytes - before.logBytes);
    }
}
