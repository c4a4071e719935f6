package io.mailwarden.scanner.mime;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;

/** Makes a line end of each carriage return that stands alone, as mail programs show it. Not thread-safe. */
final class LineEnds extends PushbackInputStream {

    private static final int END = -1;

    LineEnds(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        return next == '\r' && standsAlone() ? '\n' : next;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        int last = offset + count - 1;
        for (int i = offset; i <= last; i++) {
            if (bytes[i] == '\r' && (i < last ? bytes[i + 1] != '\n' : standsAlone())) {
                bytes[i] = '\n';
            }
        }
        return count;
    }

    private boolean standsAlone() throws IOException {
        int next = super.read();
        if (next != END) {
            unread(next);
        }
        return next != '\n';
    }
}
