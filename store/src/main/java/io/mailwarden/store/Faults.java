package io.mailwarden.store;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Tells what an error of a database means: gone, full, corrupt, or a conflict. */
public final class Faults {

    private static final Set<SQLiteErrorCode> LOST = Set.of(
            SQLiteErrorCode.SQLITE_CORRUPT,
            SQLiteErrorCode.SQLITE_CORRUPT_VTAB,
            SQLiteErrorCode.SQLITE_CORRUPT_SEQUENCE,
            SQLiteErrorCode.SQLITE_NOTADB,
            SQLiteErrorCode.SQLITE_READONLY_DBMOVED);

    private static final Set<SQLiteErrorCode> UNFIT = Set.of(
            SQLiteErrorCode.SQLITE_TOOBIG, SQLiteErrorCode.SQLITE_MISMATCH, SQLiteErrorCode.SQLITE_CONSTRAINT_NOTNULL);

    private static final int DEEPEST = 20;

    /** Somebody took the SQLite file away. */
    static final class FileMoved extends SQLException {

        FileMoved() {
            super("the file was taken away while it was in use");
        }
    }

    private Faults() {}

    /**
     * Whether the SQLite file is damaged or gone, so that waiting does not help. The pool tells of it in words of its
     * own when the file is so damaged that no connection can be made.
     */
    static boolean lost(Throwable error) {
        Throwable cause = error;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof FileMoved
                    || (cause instanceof SQLiteException sqlite && LOST.contains(sqlite.getResultCode()))) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /** Whether a row of that key is there already. */
    public static boolean duplicate(Throwable error) {
        SQLException cause = sql(error);
        if (cause instanceof SQLiteException sqlite) {
            return sqlite.getResultCode() == SQLiteErrorCode.SQLITE_CONSTRAINT_PRIMARYKEY
                    || sqlite.getResultCode() == SQLiteErrorCode.SQLITE_CONSTRAINT_UNIQUE;
        }
        return cause != null && "23505".equals(cause.getSQLState());
    }

    /** Whether a value can never be stored, however often it is tried. SQLSTATE class 22: data exception. */
    public static boolean unfit(Throwable error) {
        SQLException cause = sql(error);
        if (cause instanceof SQLiteException sqlite) {
            return UNFIT.contains(sqlite.getResultCode());
        }
        return cause != null
                && cause.getSQLState() != null
                && cause.getSQLState().startsWith("22");
    }

    /** Whether another transaction was in the way, so that the same may succeed now. SQLSTATE class 40: rollback. */
    public static boolean contended(Throwable error) {
        SQLException cause = sql(error);
        return cause != null
                && cause.getSQLState() != null
                && cause.getSQLState().startsWith("40");
    }

    private static @Nullable SQLException sql(Throwable error) {
        Throwable cause = error;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof SQLException found) {
                return found;
            }
            cause = cause.getCause();
        }
        return null;
    }
}
