package io.mailwarden.scanner.mime;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Leaves out what a run of blanks has beyond its first {@value #LONGEST_RUN}: a quoted-printable decoder keeps a whole
 * run in memory, in case that it ends a line. Not thread-safe.
 */
final class ShortBlanks extends FilterInputStream {

    static final int LONGEST_RUN = 4096;

    private int run;

    ShortBlanks(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int kept = 0;
        while (kept == 0 && length > 0) {
            int read = in.read(buffer, offset, length);
            if (read < 0) {
                return -1;
            }
            kept = mayHaveLongRun(buffer, offset, read) ? shortened(buffer, offset, read) : read;
        }
        return kept;
    }

    // A long run has a blank at each of these places that it covers, or it began before, or goes on behind.
    private boolean mayHaveLongRun(byte[] buffer, int offset, int length) {
        if (run > 0 || blank(buffer[offset + length - 1])) {
            return true;
        }
        for (int i = offset; i < offset + length; i += LONGEST_RUN) {
            if (blank(buffer[i])) {
                return true;
            }
        }
        return false;
    }

    private int shortened(byte[] buffer, int offset, int length) {
        int kept = 0;
        for (int i = offset; i < offset + length; i++) {
            run = blank(buffer[i]) ? run + 1 : 0;
            if (run <= LONGEST_RUN) {
                buffer[offset + kept++] = buffer[i];
            } else {
                run = LONGEST_RUN;
            }
        }
        return kept;
    }

    private static boolean blank(byte one) {
        return one == ' ' || one == '\t';
    }
}
