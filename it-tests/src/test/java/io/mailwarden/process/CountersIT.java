package io.mailwarden.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What costs are counted by counts right. */
@Order(0)
class CountersIT {

    private static final int TIMES = 250;
    private static final int MEGABYTE = 1 << 20;

    @TempDir
    private Path folder;

    @Test
    void transactionsOfSqliteAreCountedFromOutside() throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("some.db"));
                Statement statement = connection.createStatement()) {
            statement.executeQuery("PRAGMA journal_mode = WAL").close();
            statement.execute("CREATE TABLE some (number INTEGER)");
            long before = SqliteCommits.in(folder);

            insert(statement);

            assertThat(SqliteCommits.in(folder) - before).isEqualTo(TIMES);
            statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)").close();
            connection.setAutoCommit(false);
            insert(statement);
            connection.commit();
            assertThat(SqliteCommits.in(folder) - before).isEqualTo(TIMES + 1);
        }
    }

    private static void insert(Statement statement) throws SQLException {
        for (int i = 0; i < TIMES; i++) {
            statement.execute("INSERT INTO some VALUES (" + i + ")");
        }
    }

    @Test
    void folderWithoutAStoreHasNoTransactions() throws IOException {
        assertThat(SqliteCommits.in(folder)).isZero();
        assertThat(SqliteCommits.in(folder.resolve("not there"))).isZero();
    }

    @Test
    void whatIsWrittenIsCounted() throws IOException {
        assumeTrue(ProcessIo.isTold(), "this system has no /proc/PID/io");
        ProcessIo before = ProcessIo.of(ProcessHandle.current().pid());

        Files.write(folder.resolve("some"), new byte[MEGABYTE]);

        ProcessIo written = ProcessIo.of(ProcessHandle.current().pid()).since(before);
        assertThat(written.bytesWritten()).isBetween((long) MEGABYTE, 2L * MEGABYTE);
        assertThat(written.writeCalls()).isPositive();
    }

    @Test
    void whatIsAllocatedIsCountedThoughItIsGone() throws InterruptedException {
        HeapWatch watch = HeapWatch.begin();
        HeapUse before = watch.sinceLast();
        long sum = 0;
        for (int i = 0; i < 64 * TIMES; i++) {
            sum += new byte[MEGABYTE / 64].length;
        }

        HeapUse use = watch.sinceLast();

        assertThat(use.allocatedBytes()).isGreaterThan(sum * 9 / 10);
        assertThat(use.liveBytes()).isLessThan(before.liveBytes() + sum / 4);
        assertThat(HeapUse.parse(use.toString())).isEqualTo(use);
    }
}
