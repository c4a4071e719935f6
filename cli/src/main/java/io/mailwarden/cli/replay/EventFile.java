package io.mailwarden.cli.replay;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** A file of event lines or of a log, compressed with gzip or zstd or not. */
public final class EventFile {

    private static final byte[] GZIP = {0x1F, (byte) 0x8B};
    private static final byte[] ZSTD = {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD};
    private static final byte[] XZ = {(byte) 0xFD, '7', 'z', 'X', 'Z', 0};
    private static final byte[] BZIP2 = "BZh".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_MAGIC = 6;
    private static final int BUFFER = 1 << 16;

    private EventFile() {}

    /** Its lines; told by its first bytes, not by its name, whether and how they are compressed. */
    public static InputStream open(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        try {
            byte[] magic = beginning(in);
            if (begins(magic, GZIP)) {
                return new GZIPInputStream(in, BUFFER);
            }
            return begins(magic, ZSTD) ? new BufferedInputStream(new ZstdText(in), BUFFER) : in;
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /** Whether what was opened is still compressed, in a way that is not read: with xz or bzip2. Reads nothing. */
    public static boolean isPackedOtherwise(InputStream opened) throws IOException {
        if (!opened.markSupported()) {
            return false;
        }
        byte[] magic = beginning(opened);
        return begins(magic, XZ) || begins(magic, BZIP2);
    }

    private static byte[] beginning(InputStream in) throws IOException {
        in.mark(LONGEST_MAGIC);
        byte[] magic = in.readNBytes(LONGEST_MAGIC);
        in.reset();
        return magic;
    }

    private static boolean begins(byte[] bytes, byte[] magic) {
        return bytes.length >= magic.length && Arrays.equals(bytes, 0, magic.length, magic, 0, magic.length);
    }
}
