package io.mailwarden.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jdbi.v3.core.ConnectionException;
import org.junit.jupiter.api.Test;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

class FaultsTest {

    private static SQLException damaged() {
        return new SQLiteException("malformed", SQLiteErrorCode.SQLITE_CORRUPT);
    }

    @Test
    void aFileThatNoConnectionCanBeMadeOfIsLost() {
        SQLException timedOut = new SQLTransientConnectionException("not available, timed out", "08000", damaged());

        assertThat(Faults.lost(new ConnectionException(timedOut))).isTrue();
        assertThat(Faults.lost(damaged())).isTrue();
    }

    @Test
    void aFileThatIsOnlyLockedIsNot() {
        SQLException locked = new SQLiteException("locked", SQLiteErrorCode.SQLITE_BUSY);
        SQLException timedOut = new SQLTransientConnectionException("not available, timed out", "08000", locked);

        assertThat(Faults.lost(new ConnectionException(timedOut))).isFalse();
        assertThat(Faults.lost(locked)).isFalse();
    }
}
