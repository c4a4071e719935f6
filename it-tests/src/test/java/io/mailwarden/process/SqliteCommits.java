package io.mailwarden.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Counts the transactions that were committed to SQLite files while somebody else has them open: the index of the
 * write-ahead log, {@code *-shm}, counts them (bytes 8 to 11 of its header, iChange, in the machine's order;
 * https://www.sqlite.org/walformat.html#the_wal_index_header).
 */
final class SqliteCommits {

    private static final String WAL_INDEX = "-shm";
    private static final int HEADER = 48;
    private static final int CHANGES = 8;

    private SqliteCommits() {}

    /** To all files in that folder, since each one's write-ahead log was opened; 0 when there are none. */
    static long in(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        long commits = 0;
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> indexes =
                    files.filter(file -> file.toString().endsWith(WAL_INDEX)).toList();
            for (Path index : indexes) {
                commits += commits(index);
            }
        }
        return commits;
    }

    private static long commits(Path index) throws IOException {
        try (InputStream in = Files.newInputStream(index)) {
            byte[] header = in.readNBytes(HEADER);
            return header.length < HEADER
                    ? 0
                    : Integer.toUnsignedLong(ByteBuffer.wrap(header)
                            .order(ByteOrder.nativeOrder())
                            .getInt(CHANGES));
        }
    }
}
