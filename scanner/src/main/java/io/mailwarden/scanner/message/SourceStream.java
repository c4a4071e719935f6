package io.mailwarden.scanner.message;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Counts what is read and tells a broken source from a broken message. Not thread-safe. */
final class SourceStream extends FilterInputStream {

    private static final int FIRST_ROOM = 512;
    private static final int ROOM = 8192;

    private long count;
    private @Nullable IOException failure;

    SourceStream(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        try {
            int read = in.read();
            count += read < 0 ? 0 : 1;
            return read;
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            int read = in.read(buffer, offset, length);
            count += Math.max(0, read);
            return read;
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    /** Reads the rest; returns the size of all; throws when the source broke, now or before. */
    long finish() throws IOException {
        throwFailure();
        drain(this);
        return count;
    }

    /** Throws what broke the source, when it broke. */
    void throwFailure() throws IOException {
        if (failure != null) {
            throw failure;
        }
    }

    /** Reads to the end; returns how much that was. */
    static long drain(InputStream in) throws IOException {
        // As a rule there is nothing left, or little.
        byte[] buffer = new byte[FIRST_ROOM];
        long total = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            total += read;
            if (total >= ROOM && buffer.length < ROOM) {
                buffer = new byte[ROOM];
            }
        }
        return total;
    }
}
