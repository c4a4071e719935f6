package io.mailwarden.scanner.message;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Makes a line end of each carriage return that stands alone, as mail programs show it. Not thread-safe. */
final class LineEnds extends FilterInputStream {

    private static final int END = -1;

    private boolean returned;

    LineEnds(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        if (returned && next == '\n') {
            // The second half of CRLF, whose first was told as a line's end.
            next = super.read();
        }
        returned = next == '\r';
        return returned ? '\n' : next;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = 0;
        while (count < length) {
            int next = read();
            if (next == END) {
                return count == 0 && length > 0 ? END : count;
            }
            bytes[offset + count++] = (byte) next;
            if (count < length && super.available() == 0) {
                return count;
            }
        }
        return count;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
