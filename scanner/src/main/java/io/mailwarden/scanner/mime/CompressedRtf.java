package io.mailwarden.scanner.mime;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** RTF as Outlook compresses it (MS-OXRTFCP). */
final class CompressedRtf {

    // 2.1.2.1: what the window has at the beginning.
    private static final byte[] KNOWN =
            ("{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss "
                            + "\\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0"
                            + "\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx")
                    .getBytes(US_ASCII);
    private static final int WINDOW = 4096;
    private static final int UNCOMPRESSED = 0x414C454D;
    private static final int MOST = 1024 * 1024;

    private final ByteBuffer in;
    private final byte[] window = new byte[WINDOW];
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int at = KNOWN.length;

    private CompressedRtf(ByteBuffer in) {
        this.in = in;
        System.arraycopy(KNOWN, 0, window, 0, KNOWN.length);
    }

    /**
     * The RTF, cut to a megabyte.
     *
     * @throws java.nio.BufferUnderflowException when it is cut off
     */
    static byte[] decompressed(byte[] compressed) {
        ByteBuffer in = ByteBuffer.wrap(compressed).order(ByteOrder.LITTLE_ENDIAN);
        // Lengths say nothing that is not seen; what comes behind the kind is a checksum.
        MapiProperties.bytes(in, 8);
        int kind = in.getInt();
        in.getInt();
        if (kind == UNCOMPRESSED) {
            return MapiProperties.bytes(in, Math.min(MOST, in.remaining()));
        }
        return new CompressedRtf(in).all();
    }

    private byte[] all() {
        boolean more = true;
        while (more && in.hasRemaining() && out.size() < MOST) {
            more = run(in.get());
        }
        return out.toByteArray();
    }

    // Eight times a byte, or where in the window and how long; the last one points to where the window is written.
    private boolean run(int control) {
        for (int bit = 0; bit < 8 && in.hasRemaining(); bit++) {
            if ((control >> bit & 1) == 0) {
                put(in.get());
                continue;
            }
            int reference = (in.get() & 0xFF) << 8 | in.get() & 0xFF;
            int from = reference >> 4;
            if (from == at) {
                return false;
            }
            for (int i = 0; i < (reference & 0xF) + 2; i++) {
                put(window[(from + i) % WINDOW]);
            }
        }
        return true;
    }

    private void put(byte one) {
        out.write(one);
        window[at] = one;
        at = (at + 1) % WINDOW;
    }
}
