package io.mailwarden.mailet;

import io.mailwarden.mailet.journal.MessageDigester;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Shows what is read to a {@link MessageDigester}. Not thread-safe. */
final class DigestedStream extends FilterInputStream {

    private final MessageDigester digester;
    private final byte[] one = new byte[1];

    DigestedStream(InputStream in, MessageDigester digester) {
        super(in);
        this.digester = digester;
    }

    @Override
    public int read() throws IOException {
        int read = in.read();
        if (read >= 0) {
            one[0] = (byte) read;
            digester.update(one, 0, 1);
        }
        return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = in.read(buffer, offset, length);
        if (read > 0) {
            digester.update(buffer, offset, read);
        }
        return read;
    }

    /** By reading: what is skipped counts too. */
    @Override
    public long skip(long most) throws IOException {
        return readNBytes((int) Math.min(most, 1 << 13)).length;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
