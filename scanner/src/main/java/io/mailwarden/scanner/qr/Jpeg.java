package io.mailwarden.scanner.qr;

import java.nio.ByteBuffer;
import java.util.Optional;

/** Of a JPEG (ITU-T T.81): its tables and scans, and what says how its colours are meant. */
final class Jpeg {

    /** Each costs a pass over all pixels, even when nothing is in it; progressive pictures have about ten. */
    static final int MAX_SCANS = 40;

    /** In several scans all of a picture is kept in native memory meanwhile, up to eight bytes a pixel. */
    static final int MAX_PIXELS_IN_SCANS = 4_000_000;

    private static final int START = 0xD8;
    private static final int END = 0xD9;
    private static final int SCAN = 0xDA;

    private final ByteBuffer in;
    private final ByteBuffer out;
    private int width;
    private int height;
    private int frames;
    private int scans;

    private Jpeg(ByteBuffer in) {
        this.in = in;
        out = ByteBuffer.allocate(in.capacity() + 2);
    }

    static Optional<PictureFile> essence(ByteBuffer in) {
        return new Jpeg(in).essence();
    }

    private Optional<PictureFile> essence() {
        if ((in.getShort() & 0xFFFF) != 0xFF00 + START) {
            return Optional.empty();
        }
        out.putShort((short) (0xFF00 + START));
        while (in.remaining() >= 4 && scans <= MAX_SCANS) {
            int marker = marker();
            if (marker == END || !segment(marker)) {
                break;
            }
        }
        if (frames != 1 || scans < 1 || scans > ((long) width * height > MAX_PIXELS_IN_SCANS ? 1 : MAX_SCANS)) {
            return Optional.empty();
        }
        out.putShort((short) (0xFF00 + END));
        byte[] bytes = new byte[out.position()];
        out.get(0, bytes);
        return Optional.of(new PictureFile("jpeg", bytes, width, height));
    }

    // Stands before its second byte; any number of FF may come before it.
    private int marker() {
        int marker = in.get() & 0xFF;
        while (marker == 0xFF && in.hasRemaining()) {
            marker = in.get() & 0xFF;
        }
        return marker;
    }

    // False when the file ends within it.
    private boolean segment(int marker) {
        int length = in.getShort(in.position()) & 0xFFFF;
        if (length < 2 || length > in.remaining()) {
            return false;
        }
        if (frame(marker)) {
            frames++;
            height = in.getShort(in.position() + 3) & 0xFFFF;
            width = in.getShort(in.position() + 5) & 0xFFFF;
        }
        if (kept(marker)) {
            out.put((byte) 0xFF).put((byte) marker).put(in.slice(in.position(), length));
        }
        in.position(in.position() + length);
        if (marker == SCAN) {
            scans++;
            scan();
        }
        return true;
    }

    private static boolean frame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    // Of the notes of programs (APP1 and so on, comments) only JFIF and Adobe, which say what the colours are.
    private static boolean kept(int marker) {
        return marker == 0xE0 || marker == 0xEE || (marker >= 0xC0 && marker < 0xE0);
    }

    // Up to the next marker that is neither a stuffed byte nor a restart.
    private void scan() {
        int from = in.position();
        int at = from;
        while (at + 1 < in.limit() && !ends(in.get(at), in.get(at + 1) & 0xFF)) {
            at++;
        }
        int to = at + 1 < in.limit() ? at : in.limit();
        out.put(in.slice(from, to - from));
        in.position(to);
    }

    private static boolean ends(byte one, int next) {
        return one == (byte) 0xFF && next != 0 && next != 0xFF && (next < 0xD0 || next > 0xD7);
    }
}
