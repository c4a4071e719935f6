package io.mailwarden.cli.replay;

import io.airlift.compress.MalformedInputException;
import io.airlift.compress.zstd.ZstdInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

/**
 * What zstd compressed, one frame or several. Throws ZipException for what is damaged, and for what was compressed with
 * a window of more than 8 MB (levels above 19, or --long).
 */
final class ZstdText extends InputStream {

    private final InputStream packed;
    private final ZstdInputStream text;

    ZstdText(InputStream packed) {
        this.packed = packed;
        text = new ZstdInputStream(packed);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
        try {
            return text.read(into, from, most);
        } catch (MalformedInputException | IndexOutOfBoundsException e) {
            ZipException damaged = new ZipException(e.getMessage());
            damaged.initCause(e);
            throw damaged;
        } catch (IOException e) {
            // It says so in words only.
            if (packed.read() < 0) {
                EOFException early = new EOFException(e.getMessage());
                early.initCause(e);
                throw early;
            }
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
